package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.container.BaseImages;
import dev.slipway.local.cloud.codebuild.execution.container.ContainerEngine;
import dev.slipway.local.cloud.codebuild.execution.container.Containers;
import dev.slipway.local.cloud.codebuild.execution.credentials.CredentialsEndpoint;
import dev.slipway.local.cloud.codebuild.execution.model.BuildRequest;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Sandbox;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all builds of this machine have in common.
 *
 * @param settings of the engine
 * @param clock tells the times that are recorded
 * @param sandbox keeps builds away from the machine
 * @param containers makes containers, with images that are there for all privileged builds
 * @param credentials gives builds their credentials
 */
record Machine(
        EngineSettings settings, Clock clock, Sandbox sandbox, Containers containers, CredentialsEndpoint credentials) {
    private static final Logger LOG = LoggerFactory.getLogger(BuildEngine.class);

    Machine {
        Objects.requireNonNull(settings);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(sandbox);
        Objects.requireNonNull(containers);
        Objects.requireNonNull(credentials);
    }

    /** What makes containers. */
    ContainerEngine engine() {
        return containers.engine();
    }

    /** Images that all privileged builds find. */
    BaseImages images() {
        return containers.images();
    }

    /** Ports of this machine's loopback that are the cloud's, and so may be seen by builds. */
    List<Integer> ports() {
        List<Integer> ports = new ArrayList<>(List.of(settings.endpoint().getPort(), credentials.port()));
        settings.registries()
                .forEach(registry -> ports.add(Integer.valueOf(registry.substring(registry.lastIndexOf(':') + 1))));
        return ports;
    }

    /** An empty folder for one build. */
    Path buildFolder(String uuid) throws IOException {
        Path folder = settings.builds().resolve(uuid);
        Trees.delete(folder);
        return Files.createDirectories(folder);
    }

    Path cacheFolder(BuildRequest request) throws IOException {
        return Files.createDirectories(settings.caches(request.region(), request.project())
                .resolve(Long.toString(request.cache().generation())));
    }

    /** Tells whoever runs the local cloud that the engine itself failed. */
    void failed(String build, Exception reason) {
        LOG.error("build {} failed for a reason of the engine", build, reason);
    }
}
