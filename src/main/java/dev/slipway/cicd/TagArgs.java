package dev.slipway.cicd;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tag. (The component host cannot read a map of texts, so tags are a list, as in AWS.)
 *
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html">AWS reference</a>
 */
public final class TagArgs extends ResourceArgs {
    @Import(name = "key", required = true)
    private final @Nullable Output<String> key;

    @Import(name = "value", required = true)
    private final @Nullable Output<String> value;

    @SuppressWarnings("UnusedMethod") // the component host makes the object by reflection, then fills its fields
    private TagArgs() {
        this(new Builder());
    }

    private TagArgs(Builder builder) {
        this.key = builder.key;
        this.value = builder.value;
    }

    /** The tags of a map. */
    public static List<TagArgs> of(Map<String, String> values) {
        return values.entrySet().stream()
                .map(tag -> builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The key. */
    public Output<String> key() {
        return Objects.requireNonNull(key, "key");
    }

    /** The value. */
    public Output<String> value() {
        return Objects.requireNonNull(value, "value");
    }

    /** Collects the arguments. */
    public static final class Builder {
        private @Nullable Output<String> key;
        private @Nullable Output<String> value;

        private Builder() {}

        /** The key. */
        public Builder key(Output<String> value) {
            this.key = value;
            return this;
        }

        /** The key. */
        public Builder key(String value) {
            return key(Output.of(value));
        }

        /** The value. */
        public Builder value(Output<String> value) {
            this.value = value;
            return this;
        }

        /** The value. */
        public Builder value(String value) {
            return value(Output.of(value));
        }

        /**
         * The arguments.
         *
         * @throws MissingRequiredPropertyException when one of key, value is not set
         */
        public TagArgs build() {
            if (key == null) {
                throw new MissingRequiredPropertyException("TagArgs", "key");
            }
            if (value == null) {
                throw new MissingRequiredPropertyException("TagArgs", "value");
            }
            return new TagArgs(this);
        }
    }
}
