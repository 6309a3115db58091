package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.signature.Credential;

/** Starts pipelines for rules of EventBridge. It is judged as StartPipelineExecution, and the execution remembers the rule as its trigger. */
public interface PipelineStarts {
    /**
     * Starts an execution, or tells which one it started before with the same token: an event is delivered at least once, and must start
     * one execution, whatever is killed in between.
     *
     * @param pipelineArn the rule's target
     * @param ruleArn the rule
     * @param token names this start as {@code clientRequestToken} does; a day after it, it may be forgotten
     * @param input members of StartPipelineExecution that the target's input gives, such as {@code variables}; may be empty
     * @param caller session of the target's role
     * @return id of the execution
     * @throws dev.slipway.local.cloud.access.AccessDenied when the caller may not do {@code codepipeline:StartPipelineExecution} on it
     * @throws dev.slipway.local.cloud.api.AwsException what StartPipelineExecution would answer, such as PipelineNotFoundException
     */
    String startByRule(String pipelineArn, String ruleArn, String token, ObjectNode input, Credential caller);
}
