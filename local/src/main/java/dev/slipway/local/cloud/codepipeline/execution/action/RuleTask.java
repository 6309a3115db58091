package dev.slipway.local.cloud.codepipeline.execution.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.RuleRun;

/**
 * A rule of a condition that is to be taken further.
 *
 * @param region region of the pipeline
 * @param pipelineArn ARN of the pipeline
 * @param pipeline the structure that the execution runs
 * @param execution the execution
 * @param kind when the condition is looked at
 * @param rule the rule as it is declared
 * @param run the run of the rule
 */
public record RuleTask(
        String region,
        String pipelineArn,
        Pipeline pipeline,
        Execution execution,
        ConditionKind kind,
        JsonNode rule,
        RuleRun run) {
    /** Who checks, such as CloudWatchAlarm. */
    public String provider() {
        return rule.at("/ruleTypeId/provider").asText();
    }
}
