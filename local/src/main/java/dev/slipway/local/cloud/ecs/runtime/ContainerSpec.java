package dev.slipway.local.cloud.ecs.runtime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container to start.
 *
 * @param name unique on the engine
 * @param image reference as in the container definition
 * @param entryPoint overrides the image's; null keeps it
 * @param command overrides the image's; null keeps it
 * @param environment variables, secrets among them
 * @param workingDirectory overrides the image's; null keeps it
 * @param user overrides the image's; null keeps it
 * @param readonlyRootFilesystem whether the root file system is read-only
 * @param init whether an init process reaps and passes signals on
 * @param network where it listens
 * @param labels by which it is found again
 */
public record ContainerSpec(
        String name,
        String image,
        @Nullable List<String> entryPoint,
        @Nullable List<String> command,
        Map<String, String> environment,
        @Nullable String workingDirectory,
        @Nullable String user,
        boolean readonlyRootFilesystem,
        boolean init,
        ContainerNetwork network,
        Map<String, String> labels) {
    /** Copies the collections. */
    public ContainerSpec {
        entryPoint = entryPoint == null ? null : List.copyOf(entryPoint);
        command = command == null ? null : List.copyOf(command);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
    }
}
