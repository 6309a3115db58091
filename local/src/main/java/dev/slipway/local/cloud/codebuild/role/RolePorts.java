package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.codebuild.execution.port.BuildListener;
import dev.slipway.local.cloud.codebuild.execution.port.BuildPorts;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.SourceDownload;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cloud around one build.
 *
 * @param role who makes the calls
 * @param logGroup the log's group, or null when CloudWatch Logs is disabled
 * @param logStream the log's stream
 * @param sources all sources, the primary one first
 * @param sourceCache folder in which the project's repositories are kept, or null
 * @param key KMS key for artifacts, or null to leave that to the bucket
 * @param reports takes reports
 */
public record RolePorts(
        BuildRole role,
        @Nullable String logGroup,
        String logStream,
        List<SourcePlan> sources,
        @Nullable Path sourceCache,
        @Nullable String key,
        ReportKeeper reports) {
    /** Copies the sources. */
    public RolePorts {
        sources = List.copyOf(sources);
    }

    /** What the engine asks of the cloud. */
    public BuildPorts with(BuildListener listener) {
        var objects = new RoleObjects(role, key);
        var downloads = new HashMap<String, SourceDownload>();
        sources.forEach(source -> downloads.put(source.identifier(), download(source, objects)));
        return new BuildPorts(
                logGroup == null ? new NoLog() : new StreamLog(role, logGroup, logStream),
                new RoleSources(downloads),
                new RoleSecrets(role),
                objects,
                role,
                new RoleReports(role, reports),
                listener);
    }

    private SourceDownload download(SourcePlan plan, RoleObjects objects) {
        return switch (plan.type()) {
            case "NO_SOURCE" -> (source, folder) -> null;
            case "S3", "CODEPIPELINE" -> object(plan, objects);
            case "CODECOMMIT" -> {
                var name = plan.location().substring(plan.location().lastIndexOf('/') + 1);
                // A clone with a depth lacks the commits that a later fetch would build on.
                var kept = sourceCache == null || plan.depth() > 0 ? null : sourceCache.resolve(name + ".git");
                yield new RepositorySource(role, name, plan.depth(), kept);
            }
            default ->
                (source, folder) -> {
                    throw new CloudCallException(
                            "CLIENT_ERROR",
                            "the local cloud reaches no Git forge, so source type %s cannot be cloned"
                                    .formatted(plan.type()));
                };
        };
    }

    private static ObjectSource object(SourcePlan plan, RoleObjects objects) {
        var slash = plan.location().indexOf('/');
        var bucket = slash < 0 ? plan.location() : plan.location().substring(0, slash);
        var version = plan.type().equals("S3") && !plan.version().isEmpty() ? plan.version() : null;
        return new ObjectSource(
                objects, bucket, slash < 0 ? "" : plan.location().substring(slash + 1), version, plan.resolved());
    }
}
