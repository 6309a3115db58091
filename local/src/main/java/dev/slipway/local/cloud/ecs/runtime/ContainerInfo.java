package dev.slipway.local.cloud.ecs.runtime;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows of a container.
 *
 * @param id the engine's id
 * @param labels as given at start
 * @param running whether its process runs
 * @param exitCode of the process; null while it runs
 * @param startedAt when it started; null when it did not
 * @param ports container port to port on 127.0.0.1
 * @param imageDigest digest of its image; null when the engine does not say
 */
public record ContainerInfo(
        String id,
        Map<String, String> labels,
        boolean running,
        @Nullable Integer exitCode,
        @Nullable Instant startedAt,
        Map<Integer, Integer> ports,
        @Nullable String imageDigest) {
    /** Copies the maps. */
    public ContainerInfo {
        labels = Map.copyOf(labels);
        ports = Map.copyOf(ports);
    }
}
