package dev.slipway.local.cloud;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a local cloud needs to start.
 *
 * @param port loopback port, 0 for a free one
 * @param state folder that keeps the state; made when it does not exist
 * @param python Python executable of the environment in which ministack and botocore are installed
 * @param buildTools Python environment with the AWS CLI for builds, or null to leave builds to what this machine has
 * @param buildImages folder of image archives that builds and tasks find without pulling, or null
 * @param containers what runs the containers of ECS tasks: auto, docker, podman or simulated
 * @param faults folder of fault switches for rehearsals, or null for a cloud without faults
 */
public record LocalCloudSettings(
        int port,
        Path state,
        Path python,
        @Nullable Path buildTools,
        @Nullable Path buildImages,
        String containers,
        @Nullable Path faults) {
    /** Checks the port; the folder and Python are checked at start. */
    public LocalCloudSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(
                    "port is %d, expected 0 to 65535: choose another --port".formatted(port));
        }
        if (buildTools != null && !Files.isRegularFile(buildTools.resolve("pyvenv.cfg"))) {
            throw new IllegalArgumentException(
                    "build tools %s are no Python environment (no pyvenv.cfg): run ./slipway setup, or leave --build-tools out"
                            .formatted(buildTools));
        }
        state = state.toAbsolutePath().normalize();
        python = python.toAbsolutePath().normalize();
        buildTools = buildTools == null ? null : buildTools.toAbsolutePath().normalize();
        buildImages = buildImages == null ? null : buildImages.toAbsolutePath().normalize();
        faults = faults == null ? null : faults.toAbsolutePath().normalize();
    }

    /** A cloud without faults. */
    public LocalCloudSettings(
            int port,
            Path state,
            Path python,
            @Nullable Path buildTools,
            @Nullable Path buildImages,
            String containers) {
        this(port, state, python, buildTools, buildImages, containers, null);
    }

    /** Without tools and images for builds, and with tasks that are simulated. */
    public LocalCloudSettings(int port, Path state, Path python) {
        this(port, state, python, null, null, "simulated");
    }
}
