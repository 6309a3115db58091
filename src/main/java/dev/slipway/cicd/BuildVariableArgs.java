package dev.slipway.cicd;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import dev.slipway.blueprint.VariableType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An environment variable of a build.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_EnvironmentVariable.html">AWS reference</a>
 */
public final class BuildVariableArgs extends ResourceArgs {
    @Import(name = "name", required = true)
    private final @Nullable Output<String> name;

    @Import(name = "value", required = true)
    private final @Nullable Output<String> value;

    @Import(name = "type")
    private final @Nullable Output<String> type;

    @SuppressWarnings("UnusedMethod") // the component host makes the object by reflection, then fills its fields
    private BuildVariableArgs() {
        this(new Builder());
    }

    private BuildVariableArgs(Builder builder) {
        this.name = builder.name;
        this.value = builder.value;
        this.type = builder.type;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Name of the variable; not beginning with CODEBUILD_. */
    public Output<String> name() {
        return Objects.requireNonNull(name, "name");
    }

    /** The value; for SECRETS_MANAGER the reference to the secret, for PARAMETER_STORE the name of the parameter. */
    public Output<String> value() {
        return Objects.requireNonNull(value, "value");
    }

    /** PLAINTEXT, SECRETS_MANAGER or PARAMETER_STORE; without it PLAINTEXT. */
    public Output<String> type() {
        return type == null ? Output.of(VariableType.PLAINTEXT.word()) : type;
    }

    /** Collects the arguments. */
    public static final class Builder {
        private @Nullable Output<String> name;
        private @Nullable Output<String> value;
        private @Nullable Output<String> type;

        private Builder() {}

        /** Name of the variable; not beginning with CODEBUILD_. */
        public Builder name(Output<String> value) {
            this.name = value;
            return this;
        }

        /** Name of the variable; not beginning with CODEBUILD_. */
        public Builder name(String value) {
            return name(Output.of(value));
        }

        /**
         * The value; for SECRETS_MANAGER the reference to the secret, for PARAMETER_STORE the name of the parameter.
         */
        public Builder value(Output<String> value) {
            this.value = value;
            return this;
        }

        /**
         * The value; for SECRETS_MANAGER the reference to the secret, for PARAMETER_STORE the name of the parameter.
         */
        public Builder value(String value) {
            return value(Output.of(value));
        }

        /** PLAINTEXT, SECRETS_MANAGER or PARAMETER_STORE; without it PLAINTEXT. */
        public Builder type(Output<String> value) {
            this.type = value;
            return this;
        }

        /** PLAINTEXT, SECRETS_MANAGER or PARAMETER_STORE; without it PLAINTEXT. */
        public Builder type(String value) {
            return type(Output.of(value));
        }

        /**
         * The arguments.
         *
         * @throws MissingRequiredPropertyException when one of name, value is not set
         */
        public BuildVariableArgs build() {
            if (name == null) {
                throw new MissingRequiredPropertyException("BuildVariableArgs", "name");
            }
            if (value == null) {
                throw new MissingRequiredPropertyException("BuildVariableArgs", "value");
            }
            return new BuildVariableArgs(this);
        }
    }
}
