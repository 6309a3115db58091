package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.GitAPIException;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetail;
import software.amazon.awssdk.services.codepipeline.model.S3Location;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

/** What the build made is gone when the deployment wants it. */
final class ArtifactGone implements Fault {
    @Override
    public String name() {
        return "artifact-gone";
    }

    @Override
    public String about() {
        return "somebody deletes what the build made before it is deployed";
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        var stage = scene.delivery().deploy();
        hold(scene, true);
        try {
            scene.underLoad(() -> {
                var rollbacks = scene.executions().rollbacks();
                var pushed = scene.push(scene.content(), "a good commit");
                var execution = scene.executions().startedBy(pushed.commit());
                var artifact = scene.waiting().until("the artifact of the build", () -> artifact(scene, execution));
                scene.approve(execution);
                scene.cloud().s3().deleteObject(request -> request.bucket(artifact.bucket())
                        .key(artifact.key()));
                scene.story().did("deleted s3://%s/%s".formatted(artifact.bucket(), artifact.key()));
                hold(scene, false);
                scene.failed(
                        execution,
                        new Scene.Failure(
                                stage,
                                "PermissionError",
                                Pattern.compile("^Unable to access the artifact with Amazon S3 object key '"
                                        + Pattern.quote(artifact.key())
                                        + "' located in the Amazon S3 artifact bucket '"
                                        + Pattern.quote(artifact.bucket()))));
                scene.reacted(execution, stage, rollbacks);
            });
        } finally {
            hold(scene, false);
        }
        scene.staysLive();
    }

    private static Optional<S3Location> artifact(Scene scene, String execution) {
        return scene
                .cloud()
                .codepipeline()
                .listActionExecutionsPaginator(
                        request -> request.pipelineName(scene.delivery().pipeline())
                                .filter(filter -> filter.pipelineExecutionId(execution)))
                .actionExecutionDetails()
                .stream()
                .filter(run -> run.stageName().equals(scene.delivery().build().name()))
                .filter(run -> run.statusAsString().equals("Succeeded") && run.output() != null)
                .flatMap(run -> run.output().outputArtifacts().stream())
                .filter(made -> made.name().equals(scene.delivery().imageArtifact()))
                .map(ArtifactDetail::s3location)
                .findFirst();
    }

    private static void hold(Scene scene, boolean held) {
        var pipeline = scene.delivery().pipeline();
        var stage = scene.delivery().deploy().name();
        if (held) {
            scene.cloud().codepipeline().disableStageTransition(request -> request.pipelineName(pipeline)
                    .stageName(stage)
                    .transitionType(StageTransitionType.INBOUND)
                    .reason("rehearsal artifact-gone"));
            scene.story().did("closed the transition into stage " + stage);
        } else {
            scene.cloud().codepipeline().enableStageTransition(request -> request.pipelineName(pipeline)
                    .stageName(stage)
                    .transitionType(StageTransitionType.INBOUND));
        }
    }
}
