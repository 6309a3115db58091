package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Somebody says no. */
final class ApprovalRejected implements Fault {
    @Override
    public String name() {
        return "approval-rejected";
    }

    @Override
    public String about() {
        return "a commit that is built, and is not approved";
    }

    @Override
    public Optional<String> unfit(Scene scene) {
        return scene.delivery().approval().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "pipeline %s asks nobody".formatted(scene.delivery().pipeline()));
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        var stage = scene.delivery().approval().orElseThrow();
        scene.underLoad(() -> {
            var rollbacks = scene.executions().rollbacks();
            var pushed = scene.push(scene.content(), "a good commit");
            var execution = scene.executions().startedBy(pushed.commit());
            scene.answer(execution, false);
            scene.failed(execution, new Scene.Failure(stage, "JobFailed", Pattern.compile("(?i)reject")));
            scene.reacted(execution, stage, rollbacks);
        });
        scene.staysLive();
    }
}
