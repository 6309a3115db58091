package dev.slipway.local.cloud.codebuild.execution;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the engine needs to know of this machine and of the cloud around it.
 *
 * @param folder where builds and caches are; nothing else may use it
 * @param endpoint the local cloud, which AWS clients in builds speak to
 * @param registries registries on loopback that speak plain HTTP, as {@code host:port}
 * @param concurrentBuilds how many builds run at once; more wait in QUEUED
 * @param queueLimit how many builds may wait; more are refused
 * @param tools a Python environment with the AWS CLI, or null to use one of this machine's system folders
 * @param python runs what gives a build its network, or null for this machine's Python
 * @param images folder of image archives that privileged builds find without pulling, or null
 */
public record EngineSettings(
        Path folder,
        URI endpoint,
        List<String> registries,
        int concurrentBuilds,
        int queueLimit,
        @Nullable Path tools,
        @Nullable Path python,
        @Nullable Path images) {
    public EngineSettings {
        Objects.requireNonNull(folder);
        Objects.requireNonNull(endpoint);
        registries = List.copyOf(registries);
        if (concurrentBuilds < 1 || queueLimit < 0) {
            throw new IllegalArgumentException("got " + concurrentBuilds + " builds at once and " + queueLimit
                    + " in the queue, expected at least 1 and 0");
        }
    }

    /** Where each build has its folder while it runs; emptied by the next start. */
    public Path builds() {
        return folder.resolve("builds");
    }

    /** Where all that a project keeps from one build to the next is, in a folder for each generation of its caches. */
    public Path caches(String region, String project) {
        return folder.resolve("caches").resolve(region).resolve(project);
    }
}
