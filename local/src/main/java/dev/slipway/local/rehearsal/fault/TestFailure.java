package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A commit whose own tests fail. */
final class TestFailure implements Fault {
    private static final String TESTS = "test/all";

    @Override
    public String name() {
        return "test-failure";
    }

    @Override
    public String about() {
        return "a commit whose tests fail in the build";
    }

    @Override
    public Optional<String> unfit(Scene scene) {
        return scene.content().has(TESTS) ? Optional.empty() : Optional.of("the repository has no " + TESTS);
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        var tests = scene.content().text(TESTS);
        var end = tests.indexOf('\n') + 1;
        scene.fails(
                scene.content()
                        .with(
                                TESTS,
                                tests.substring(0, end) + "echo 'FAIL  a rehearsed failure'; exit 1\n"
                                        + tests.substring(end)),
                "a test that fails",
                new Scene.Failure(scene.delivery().build(), "JobFailed", FailingBuild.COMMAND_FAILED));
    }
}
