package dev.slipway.local.cloud;

import java.nio.file.Path;

/**
 * What a local cloud needs to start.
 *
 * @param port loopback port, 0 for a free one
 * @param state folder that keeps the state; made when it does not exist
 * @param python Python executable of the environment in which ministack and botocore are installed
 */
public record LocalCloudSettings(int port, Path state, Path python) {
    /** Checks the port; the folder and Python are checked at start. */
    public LocalCloudSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(
                    "port is %d, expected 0 to 65535: choose another --port".formatted(port));
        }
        state = state.toAbsolutePath().normalize();
        python = python.toAbsolutePath().normalize();
    }
}
