package dev.slipway.roles;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;

/**
 * The policy of the approval topic: nobody publishes without TLS. Who publishes is decided by the pipelines' roles.
 *
 * @param topicArn the topic
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html">AWS reference</a>
 */
public record ApprovalTopicPolicy(String topicArn) {
    /** The document. */
    public PolicyDocument document() {
        return PolicyDocument.of(Statement.deny("RequireTls")
                .principalAnyone()
                .actions("sns:Publish")
                .resources(topicArn)
                .condition("Bool", "aws:SecureTransport", "false"));
    }
}
