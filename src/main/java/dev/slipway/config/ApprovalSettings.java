package dev.slipway.config;

import dev.slipway.blueprint.EmailAddress;
import dev.slipway.blueprint.KeyArn;
import dev.slipway.blueprint.TopicArn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom the pipelines ask for approval; shared by all pipelines of the stack. */
public record ApprovalSettings(
        @Setting("ARN of an SNS topic that exists; without it this stack creates one.") @Nullable TopicArn topicArn,
        @Setting("ARN of the KMS key of that topic, when it has one of its own.") @Nullable KeyArn topicKeyArn,
        @Setting(
                        value = "Addresses that the created topic writes to. Each gets a message to confirm first.",
                        standard = "[]")
                List<EmailAddress> emails) {
    public ApprovalSettings {
        addresses(topicArn, emails);
        topicKey(topicArn, topicKeyArn);
    }

    @Rule({"topicArn", "emails"})
    static void addresses(@Nullable TopicArn topicArn, List<EmailAddress> emails) {
        if (topicArn != null && !emails.isEmpty()) {
            throw new IllegalArgumentException(
                    "got emails with topicArn, expected one of them: subscribe the addresses to your own topic yourself");
        }
    }

    @Rule({"topicArn", "topicKeyArn"})
    static void topicKey(@Nullable TopicArn topicArn, @Nullable KeyArn topicKeyArn) {
        if (topicArn == null && topicKeyArn != null) {
            throw new IllegalArgumentException(
                    "got topicKeyArn without topicArn, expected both or neither: a created topic uses the stack's key");
        }
    }
}
