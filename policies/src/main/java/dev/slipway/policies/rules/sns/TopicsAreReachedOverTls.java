package dev.slipway.policies.rules.sns;

import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Wildcard;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.SplitRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.rules.access.PlainTextDenial;
import dev.slipway.policies.rules.iam.AttachedPolicies;
import java.util.ArrayList;
import java.util.List;

/** Topics refuse messages without TLS. */
public final class TopicsAreReachedOverTls extends SplitRule {
    private static final String POLICY = "aws:sns/topicPolicy:TopicPolicy";

    public TopicsAreReachedOverTls() {
        super(
                About.rule("Topics refuse messages without TLS")
                        .why("Without TLS anybody on the way reads the message and can send another one.")
                        .remedy("Add to the topic's policy a Deny for everyone on sns:Publish with the condition Bool "
                                + "aws:SecureTransport false.")
                        .severity(Severity.LOW)
                        .peers("cdk-nag AwsSolutions-SNS3")
                        .links("https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html")
                        .build(),
                new String[] {"aws:sns/topic:Topic"},
                "arn",
                POLICY);
    }

    @Override
    public Verdict check(ResourceView topic, StackView stack, Settings settings) {
        Findings unread = new Findings();
        List<Statement> denials = new ArrayList<>();
        List<ResourceView> holders = new ArrayList<>();
        if (!isPart(topic)) {
            holders.addAll(stack.referring(topic, "arn", POLICY));
        }
        // The finding stands where the statement belongs: in the split policy, when there is one.
        Property at = (holders.isEmpty() ? topic : holders.get(0)).get("policy");
        holders.add(topic);
        for (ResourceView holder : holders) {
            AttachedPolicies.of(holder).each(unread, List.of(PolicyKind.RESOURCE), attached -> {
                if (PlainTextDenial.denies(attached.statement(), "sns:Publish")) {
                    denials.add(attached.statement());
                }
            });
        }
        Property arn = topic.get("arn");
        for (Statement denial : denials) {
            for (String pattern : denial.resources()) {
                if (Wildcard.of(pattern).isAny()
                        || Wildcard.of(pattern).matches(arn.text("")).possible()) {
                    return Verdict.compliant();
                }
            }
        }
        return unread.verdict() instanceof Verdict.NotApplicable unknown
                ? unknown
                : Verdict.violation(at, "no statement denies sns:Publish without TLS");
    }
}
