package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.signature.Credential;

/** Starts pipelines for rules of EventBridge. It is judged as StartPipelineExecution, and the execution remembers the rule as its trigger. */
public interface PipelineStarts {
    /**
     * Starts an execution.
     *
     * @param pipelineArn the rule's target
     * @param ruleArn the rule
     * @param input members of StartPipelineExecution that the target's input gives, such as {@code variables}; may be empty
     * @param caller session of the target's role
     * @return id of the execution
     * @throws dev.slipway.local.cloud.access.AccessDenied when the caller may not do {@code codepipeline:StartPipelineExecution} on it
     * @throws dev.slipway.local.cloud.api.AwsException what StartPipelineExecution would answer, such as PipelineNotFoundException
     */
    String startByRule(String pipelineArn, String ruleArn, ObjectNode input, Credential caller);
}
