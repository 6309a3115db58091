package dev.slipway.config;

import dev.slipway.blueprint.BranchName;
import dev.slipway.blueprint.CodeCommitRepositoryName;
import dev.slipway.blueprint.SourceProvider;
import org.jspecify.annotations.Nullable;

/** Where a service's source comes from. */
public record SourceSettings(
        @Setting(value = "Where the source is kept.", standard = "\"CodeCommit\"") SourceProvider provider,
        @Setting("Name of the repository; without it the service's name.") @Nullable
                CodeCommitRepositoryName repositoryName,
        @Setting(
                        value = "Branch that the pipeline follows; every push to it starts the pipeline.",
                        standard = "\"main\"")
                BranchName branch,
        @Setting(
                        value = "true: the repository exists already and is left alone. false: this stack creates it.",
                        standard = "false")
                boolean adopt,
        @Setting(
                        value =
                                "true: Pulumi refuses to delete the repository, even in a destroy. Of no account when adopted.",
                        standard = "false",
                        see = "https://www.pulumi.com/docs/iac/concepts/options/protect/")
                boolean protect) {}
