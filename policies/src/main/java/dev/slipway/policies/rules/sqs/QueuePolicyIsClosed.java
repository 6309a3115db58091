package dev.slipway.policies.rules.sqs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.rules.access.ClosedPolicyRule;

/** Queue policies let nobody in without knowing who. */
public final class QueuePolicyIsClosed extends ClosedPolicyRule {

    public QueuePolicyIsClosed() {
        super(
                About.rule("Queue policies let nobody in without knowing who")
                        .why(
                                "Whoever may send puts events of their own into the queue; whoever may receive takes those "
                                        + "of the pipeline away.")
                        .remedy("Name the accounts or services, or narrow the statement with aws:SourceArn or "
                                + "aws:SourceAccount.")
                        .severity(Severity.HIGH)
                        .peers("checkov CKV_AWS_168", "checkov CKV_AWS_387", "trivy AWS-0097")
                        .frameworks("FSBP SQS.3")
                        .links(
                                "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html")
                        .build(),
                "everyone is let in, expected named principals or a condition that narrows",
                "aws:sqs/queue:Queue",
                "aws:sqs/queuePolicy:QueuePolicy");
    }
}
