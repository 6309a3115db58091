package dev.slipway.local.cloud.codepipeline.execution.action;

import dev.slipway.local.cloud.codepipeline.declaration.Action;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;

/**
 * An attempt of an action that is to be taken further.
 *
 * @param region region of the pipeline
 * @param pipelineArn ARN of the pipeline
 * @param pipeline the structure that the execution runs
 * @param execution the execution
 * @param stage name of the stage
 * @param action the action as it is declared
 * @param run the attempt
 */
public record ActionTask(
        String region,
        String pipelineArn,
        Pipeline pipeline,
        Execution execution,
        String stage,
        Action action,
        ActionRun run) {
    /** The region that the action works in. */
    public String actionRegion() {
        return action.region().isEmpty() ? region : action.region();
    }

    /** A setting with its variables resolved; empty when it is not given. */
    public String setting(String name) {
        return run.input().configuration().getOrDefault(name, "");
    }

    /** What the executor remembered; empty when there is nothing. */
    public String memory(String name) {
        return run.progress().memory().getOrDefault(name, "");
    }
}
