package dev.slipway.cicd;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of ApprovalTopic.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html">AWS reference</a>
 */
public final class ApprovalTopicArgs extends ResourceArgs {
    @Import(name = "topicName")
    private final @Nullable Output<String> topicName;

    @Import(name = "keyArn")
    private final @Nullable Output<String> keyArn;

    @Import(name = "emails")
    private final @Nullable List<String> emails;

    @Import(name = "tags")
    private final @Nullable Output<List<TagArgs>> tags;

    @SuppressWarnings("UnusedMethod") // the component host makes the object by reflection, then fills its fields
    private ApprovalTopicArgs() {
        this(new Builder());
    }

    private ApprovalTopicArgs(Builder builder) {
        this.topicName = builder.topicName;
        this.keyArn = builder.keyArn;
        this.emails = builder.emails;
        this.tags = builder.tags;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Name of the topic; without it the name of the component. */
    public Optional<Output<String>> topicName() {
        return Optional.ofNullable(topicName);
    }

    /**
     * Key that encrypts messages at rest; without it they are not encrypted. Pipelines need the right to use it: give
     * it to them as approvalTopicKeyArn.
     */
    public Optional<Output<String>> keyArn() {
        return Optional.ofNullable(keyArn);
    }

    /** Addresses that get every question; without it nobody is subscribed. */
    public List<String> emails() {
        return emails == null ? List.of() : emails;
    }

    /** Tags of every resource that can have tags; without it none. */
    public Output<List<TagArgs>> tags() {
        return tags == null ? Output.of(List.of()) : tags;
    }

    /** Collects the arguments. */
    public static final class Builder {
        private @Nullable Output<String> topicName;
        private @Nullable Output<String> keyArn;
        private @Nullable List<String> emails;
        private @Nullable Output<List<TagArgs>> tags;

        private Builder() {}

        /** Name of the topic; without it the name of the component. */
        public Builder topicName(Output<String> value) {
            this.topicName = value;
            return this;
        }

        /** Name of the topic; without it the name of the component. */
        public Builder topicName(String value) {
            return topicName(Output.of(value));
        }

        /**
         * Key that encrypts messages at rest; without it they are not encrypted. Pipelines need the right to use it:
         * give it to them as approvalTopicKeyArn.
         */
        public Builder keyArn(Output<String> value) {
            this.keyArn = value;
            return this;
        }

        /**
         * Key that encrypts messages at rest; without it they are not encrypted. Pipelines need the right to use it:
         * give it to them as approvalTopicKeyArn.
         */
        public Builder keyArn(String value) {
            return keyArn(Output.of(value));
        }

        /** Addresses that get every question; without it nobody is subscribed. */
        public Builder emails(List<String> value) {
            this.emails = value;
            return this;
        }

        /** Tags of every resource that can have tags; without it none. */
        public Builder tags(Output<List<TagArgs>> value) {
            this.tags = value;
            return this;
        }

        /** Tags of every resource that can have tags; without it none. */
        public Builder tags(List<TagArgs> value) {
            return tags(Output.of(value));
        }

        /** Tags of every resource that can have tags. */
        public Builder tags(Map<String, String> values) {
            return tags(TagArgs.of(values));
        }

        /** The arguments. */
        public ApprovalTopicArgs build() {
            return new ApprovalTopicArgs(this);
        }
    }
}
