package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.model.ArtifactOutput;
import dev.slipway.local.cloud.codebuild.execution.model.BuildRequest;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSource;
import dev.slipway.local.cloud.codebuild.execution.model.CacheSettings;
import dev.slipway.local.cloud.codebuild.execution.model.EnvironmentVariable;
import dev.slipway.testing.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A build request that tests change in the one place they are about. */
final class TestBuild {
    String project = "shop";
    String uuid = UUID.randomUUID().toString();
    boolean privileged;
    BuildSource source = new BuildSource("", "", "arn:aws:s3:::artifacts/shop/Source/abc");
    final List<BuildSource> secondarySources = new ArrayList<>();

    @Nullable
    String buildspec;

    final List<EnvironmentVariable> projectVariables = new ArrayList<>();
    final List<EnvironmentVariable> overrideVariables = new ArrayList<>();
    final List<ArtifactOutput> outputs = new ArrayList<>();
    CacheSettings cache = CacheSettings.NO_CACHE;
    Duration timeout = Patience.LIMIT;
    Duration queuedTimeout = Patience.LIMIT;

    @Nullable
    Integer concurrentBuildLimit;

    static TestBuild of(@Nullable String buildspec) {
        TestBuild build = new TestBuild();
        build.buildspec = buildspec;
        return build;
    }

    /** A build of version 0.2 with these commands in phase BUILD. */
    static TestBuild ofCommands(String... commands) {
        StringBuilder spec = new StringBuilder("version: 0.2\nphases:\n  build:\n    commands:\n");
        for (String command : commands) {
            spec.append("      - |-\n");
            command.lines().forEach(line -> spec.append("        ").append(line).append('\n'));
        }
        return of(spec.toString());
    }

    BuildRequest request() {
        return new BuildRequest(
                project,
                uuid,
                "arn:aws:codebuild:us-east-1:000000000000:build/" + project + ":" + uuid,
                7,
                "codepipeline/shop",
                "us-east-1",
                "aws/codebuild/standard:7.0",
                privileged,
                source,
                secondarySources,
                buildspec,
                projectVariables,
                overrideVariables,
                Map.of(),
                outputs,
                cache,
                timeout,
                queuedTimeout,
                concurrentBuildLimit,
                "arn:aws:kms:us-east-1:000000000000:alias/aws/s3",
                uuid);
    }
}
