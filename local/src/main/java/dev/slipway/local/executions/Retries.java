package dev.slipway.local.executions;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** Retries of stages that failed. */
public final class Retries {
    private final CodePipelineClient codepipeline;

    /** Retries by this client. */
    public Retries(CodePipelineClient codepipeline) {
        this.codepipeline = codepipeline;
    }

    /**
     * A stage that failed.
     *
     * @param stage its name
     * @param execution id of the execution that failed in it
     */
    public record Failed(String stage, String execution) {}

    /** The stages in which the newest execution that came there failed. */
    public List<Failed> failed(String pipeline) {
        return codepipeline.getPipelineState(request -> request.name(pipeline)).stageStates().stream()
                .filter(Retries::hasFailed)
                .map(stage ->
                        new Failed(stage.stageName(), stage.latestExecution().pipelineExecutionId()))
                .toList();
    }

    private static boolean hasFailed(StageState stage) {
        return stage.latestExecution() != null
                && "Failed".equals(stage.latestExecution().statusAsString());
    }

    /**
     * The stage to retry.
     *
     * @param pipeline its pipeline
     * @param stage its name; empty when there is but one that failed
     * @throws NothingToDo when it did not fail, or more than one did
     */
    public Failed require(String pipeline, String stage) {
        var all = failed(pipeline);
        if (all.isEmpty()) {
            throw new NothingToDo("nothing to retry: no stage of %s has failed".formatted(pipeline));
        }
        var found = all.stream()
                .filter(one -> stage.isEmpty() || one.stage().equals(stage))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new NothingToDo("%s, expected --stage to be one of: %s"
                .formatted(
                        found.isEmpty()
                                ? "stage '%s' of %s has not failed".formatted(stage, pipeline)
                                : "more than one stage of %s has failed".formatted(pipeline),
                        all.stream().map(Failed::stage).collect(Collectors.joining(" "))));
    }

    /**
     * Retries a stage.
     *
     * @param pipeline its pipeline
     * @param failed which one
     * @param all true: all its actions; false: those that failed
     * @return id of the execution that goes on
     */
    public String retry(String pipeline, Failed failed, boolean all) {
        return codepipeline
                .retryStageExecution(request -> request.pipelineName(pipeline)
                        .stageName(failed.stage())
                        .pipelineExecutionId(failed.execution())
                        .retryMode(all ? StageRetryMode.ALL_ACTIONS : StageRetryMode.FAILED_ACTIONS))
                .pipelineExecutionId();
    }
}
