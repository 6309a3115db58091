package dev.slipway.policies.rules.sns;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.rules.access.ClosedPolicyRule;

/** Topic policies let nobody in without knowing who. */
public final class TopicPolicyIsClosed extends ClosedPolicyRule {

    public TopicPolicyIsClosed() {
        super(
                About.rule("Topic policies let nobody in without knowing who")
                        .why("Whoever may publish sends false alarms and approvals; whoever may subscribe reads every "
                                + "message.")
                        .remedy("Name the accounts or services, or narrow the statement with aws:SourceAccount, "
                                + "aws:SourceArn or aws:SourceOwner.")
                        .severity(Severity.HIGH)
                        .peers("checkov CKV_AWS_169", "checkov CKV_AWS_385")
                        .frameworks("FSBP SNS.4")
                        .links("https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html")
                        .build(),
                "everyone is let in, expected named principals or a condition that narrows",
                "aws:sns/topic:Topic",
                "aws:sns/topicPolicy:TopicPolicy");
    }
}
