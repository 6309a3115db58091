package dev.slipway.roles;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;

/**
 * The role of an event rule: it may start one pipeline.
 *
 * @param scope where the pipeline lives
 * @param rule name of the rule
 * @param pipeline name of the pipeline
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html">AWS reference</a>
 */
public record EventRole(Scope scope, String rule, String pipeline) {
    /** Who may assume the role: EventBridge, for this rule. */
    public PolicyDocument trust() {
        return Trust.inService(scope, "events.amazonaws.com", scope.rule(rule));
    }

    /** What the role may do. */
    public PolicyDocument permissions() {
        return PolicyDocument.of(Statement.allow("StartPipeline")
                .actions("codepipeline:StartPipelineExecution")
                .resources(scope.pipeline(pipeline)));
    }
}
