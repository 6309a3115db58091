package dev.slipway.cicd;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import dev.slipway.blueprint.SourceProvider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The source that a pipeline follows.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeCommit.html">AWS reference</a>
 */
public final class PipelineSourceArgs extends ResourceArgs {
    @Import(name = "provider")
    private final @Nullable String provider;

    @Import(name = "repositoryName", required = true)
    private final @Nullable Output<String> repositoryName;

    @Import(name = "repositoryArn", required = true)
    private final @Nullable Output<String> repositoryArn;

    @Import(name = "branch")
    private final @Nullable Output<String> branch;

    @SuppressWarnings("UnusedMethod") // the component host makes the object by reflection, then fills its fields
    private PipelineSourceArgs() {
        this(new Builder());
    }

    private PipelineSourceArgs(Builder builder) {
        this.provider = builder.provider;
        this.repositoryName = builder.repositoryName;
        this.repositoryArn = builder.repositoryArn;
        this.branch = builder.branch;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where the source is kept: CodeCommit; without it CodeCommit. */
    public String provider() {
        return provider == null ? SourceProvider.CODE_COMMIT.word() : provider;
    }

    /** Name of the repository. */
    public Output<String> repositoryName() {
        return Objects.requireNonNull(repositoryName, "repositoryName");
    }

    /** ARN of the repository. */
    public Output<String> repositoryArn() {
        return Objects.requireNonNull(repositoryArn, "repositoryArn");
    }

    /** Branch; without it main. */
    public Output<String> branch() {
        return branch == null ? Output.of("main") : branch;
    }

    /** Collects the arguments. */
    public static final class Builder {
        private @Nullable String provider;
        private @Nullable Output<String> repositoryName;
        private @Nullable Output<String> repositoryArn;
        private @Nullable Output<String> branch;

        private Builder() {}

        /** Where the source is kept: CodeCommit; without it CodeCommit. */
        public Builder provider(String value) {
            this.provider = value;
            return this;
        }

        /** Name of the repository. */
        public Builder repositoryName(Output<String> value) {
            this.repositoryName = value;
            return this;
        }

        /** Name of the repository. */
        public Builder repositoryName(String value) {
            return repositoryName(Output.of(value));
        }

        /** ARN of the repository. */
        public Builder repositoryArn(Output<String> value) {
            this.repositoryArn = value;
            return this;
        }

        /** ARN of the repository. */
        public Builder repositoryArn(String value) {
            return repositoryArn(Output.of(value));
        }

        /** Branch; without it main. */
        public Builder branch(Output<String> value) {
            this.branch = value;
            return this;
        }

        /** Branch; without it main. */
        public Builder branch(String value) {
            return branch(Output.of(value));
        }

        /**
         * The arguments.
         *
         * @throws MissingRequiredPropertyException when one of repositoryName, repositoryArn is not set
         */
        public PipelineSourceArgs build() {
            if (repositoryName == null) {
                throw new MissingRequiredPropertyException("PipelineSourceArgs", "repositoryName");
            }
            if (repositoryArn == null) {
                throw new MissingRequiredPropertyException("PipelineSourceArgs", "repositoryArn");
            }
            return new PipelineSourceArgs(this);
        }
    }
}
