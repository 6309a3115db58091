package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A commit that does not build. */
final class FailingBuild implements Fault {
    /** What CodePipeline says of every build command that fails. */
    static final Pattern COMMAND_FAILED = Pattern.compile(
            "^Build terminated with state: FAILED\\. Phase: [A-Z_]+, Code: COMMAND_EXECUTION_ERROR, Message: Error while executing command: ");

    @Override
    public String name() {
        return "failing-build";
    }

    @Override
    public String about() {
        return "a commit whose Dockerfile fails";
    }

    @Override
    public Optional<String> unfit(Scene scene) {
        return Dockerfile.missing(scene);
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        scene.fails(
                Dockerfile.ending(scene, "RUN exit 3"),
                "a Dockerfile whose last command fails",
                new Scene.Failure(scene.delivery().build(), "JobFailed", COMMAND_FAILED));
    }
}
