package dev.slipway.cicd;

import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicPolicyArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.blueprint.EmailAddress;
import dev.slipway.roles.ApprovalTopicPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topic on which pipelines ask for approval.
 *
 * <p>Creates an SNS topic, its policy (TLS only), and a subscription for each address, which its owner has to confirm.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html">AWS reference</a>
 */
public final class ApprovalTopic extends ComponentResource {
    @Export(name = "topicArn", refs = String.class)
    private final Output<String> topicArn;

    /** Creates the topic. */
    public ApprovalTopic(String name, ApprovalTopicArgs args, @Nullable ComponentResourceOptions options) {
        super("slipway:index:ApprovalTopic", name, options);
        var where = "ApprovalTopic \"%s\"".formatted(name);
        var inside = Children.of(this);
        var arguments = TopicArgs.builder()
                .name(args.topicName().orElseGet(() -> Output.of(name)))
                .displayName("Deployment approvals")
                .tags(Tags.of(where, args.tags()));
        args.keyArn().ifPresent(arguments::kmsMasterKeyId);
        var topic = new Topic(name, arguments.build(), inside);
        this.topicArn = topic.arn();

        new TopicPolicy(
                name + "-policy",
                TopicPolicyArgs.builder()
                        .arn(topicArn)
                        .policy(topicArn.applyValue(
                                arn -> new ApprovalTopicPolicy(arn).document().toJson()))
                        .build(),
                inside);
        for (var email : args.emails()) {
            new TopicSubscription(
                    "%s-%s".formatted(name, email),
                    TopicSubscriptionArgs.builder()
                            .topic(topicArn)
                            .protocol("email")
                            .endpoint(Checked.text(where, "emails", EmailAddress.RULE, email))
                            .build(),
                    inside);
        }
        registerOutputs(Map.of("topicArn", topicArn));
    }

    /** ARN of the topic. */
    public Output<String> topicArn() {
        return topicArn;
    }
}
