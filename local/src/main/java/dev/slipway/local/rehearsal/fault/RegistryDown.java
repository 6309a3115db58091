package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import org.eclipse.jgit.api.errors.GitAPIException;

/** The image registry does not work during a build, and does again later. */
final class RegistryDown implements Fault {
    @Override
    public String name() {
        return "registry-down";
    }

    @Override
    public String about() {
        return "ECR answers 503 to docker, until it works again and the stage is retried";
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        var stage = scene.delivery().build();
        scene.switches().registryDown(true);
        scene.story().did("made the registry answer 503 Service Unavailable");
        try {
            scene.underLoad(() -> {
                var rollbacks = scene.executions().rollbacks();
                var pushed = scene.push(scene.content(), "a good commit");
                var execution = scene.executions().startedBy(pushed.commit());
                scene.failed(execution, new Scene.Failure(stage, "JobFailed", FailingBuild.COMMAND_FAILED));
                scene.reacted(execution, stage, rollbacks);
                scene.switches().registryDown(false);
                scene.story().did("let the registry work again");
                scene.retrySucceeds(execution, stage, pushed);
            });
        } finally {
            scene.switches().registryDown(false);
        }
    }
}
