package dev.slipway.cicd;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import dev.slipway.blueprint.SourceProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of GitSource.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreateRepository.html">AWS reference</a>
 */
public final class GitSourceArgs extends ResourceArgs {
    @Import(name = "provider")
    private final @Nullable String provider;

    @Import(name = "repositoryName", required = true)
    private final @Nullable Output<String> repositoryName;

    @Import(name = "branch")
    private final @Nullable Output<String> branch;

    @Import(name = "adopt")
    private final @Nullable Boolean adopt;

    @Import(name = "protect")
    private final @Nullable Boolean protect;

    @Import(name = "description")
    private final @Nullable Output<String> description;

    @Import(name = "kmsKeyArn")
    private final @Nullable Output<String> kmsKeyArn;

    @Import(name = "tags")
    private final @Nullable Output<List<TagArgs>> tags;

    @SuppressWarnings("UnusedMethod") // the component host makes the object by reflection, then fills its fields
    private GitSourceArgs() {
        this(new Builder());
    }

    private GitSourceArgs(Builder builder) {
        this.provider = builder.provider;
        this.repositoryName = builder.repositoryName;
        this.branch = builder.branch;
        this.adopt = builder.adopt;
        this.protect = builder.protect;
        this.description = builder.description;
        this.kmsKeyArn = builder.kmsKeyArn;
        this.tags = builder.tags;
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

    /** Branch that pipelines follow, and default branch of a created repository; without it main. */
    public Output<String> branch() {
        return branch == null ? Output.of("main") : branch;
    }

    /** True: the repository exists already and is left alone. Without it the repository is created. */
    public Boolean adopt() {
        return adopt == null ? false : adopt;
    }

    /** True: Pulumi refuses to delete the created repository. Without it a destroy deletes the source. */
    public Boolean protect() {
        return protect == null ? false : protect;
    }

    /** What the repository is for; without it AWS shows none. */
    public Optional<Output<String>> description() {
        return Optional.ofNullable(description);
    }

    /** Key that encrypts the repository; without it the key aws/codecommit. */
    public Optional<Output<String>> kmsKeyArn() {
        return Optional.ofNullable(kmsKeyArn);
    }

    /** Tags of every resource that can have tags; without it none. */
    public Output<List<TagArgs>> tags() {
        return tags == null ? Output.of(List.of()) : tags;
    }

    /** Collects the arguments. */
    public static final class Builder {
        private @Nullable String provider;
        private @Nullable Output<String> repositoryName;
        private @Nullable Output<String> branch;
        private @Nullable Boolean adopt;
        private @Nullable Boolean protect;
        private @Nullable Output<String> description;
        private @Nullable Output<String> kmsKeyArn;
        private @Nullable Output<List<TagArgs>> tags;

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

        /** Branch that pipelines follow, and default branch of a created repository; without it main. */
        public Builder branch(Output<String> value) {
            this.branch = value;
            return this;
        }

        /** Branch that pipelines follow, and default branch of a created repository; without it main. */
        public Builder branch(String value) {
            return branch(Output.of(value));
        }

        /** True: the repository exists already and is left alone. Without it the repository is created. */
        public Builder adopt(Boolean value) {
            this.adopt = value;
            return this;
        }

        /** True: Pulumi refuses to delete the created repository. Without it a destroy deletes the source. */
        public Builder protect(Boolean value) {
            this.protect = value;
            return this;
        }

        /** What the repository is for; without it AWS shows none. */
        public Builder description(Output<String> value) {
            this.description = value;
            return this;
        }

        /** What the repository is for; without it AWS shows none. */
        public Builder description(String value) {
            return description(Output.of(value));
        }

        /** Key that encrypts the repository; without it the key aws/codecommit. */
        public Builder kmsKeyArn(Output<String> value) {
            this.kmsKeyArn = value;
            return this;
        }

        /** Key that encrypts the repository; without it the key aws/codecommit. */
        public Builder kmsKeyArn(String value) {
            return kmsKeyArn(Output.of(value));
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

        /**
         * The arguments.
         *
         * @throws MissingRequiredPropertyException when repositoryName is not set
         */
        public GitSourceArgs build() {
            if (repositoryName == null) {
                throw new MissingRequiredPropertyException("GitSourceArgs", "repositoryName");
            }
            return new GitSourceArgs(this);
        }
    }
}
