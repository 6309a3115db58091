package dev.slipway.local.cloud.ecs.runtime;

import dev.slipway.local.cloud.podman.HostVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Docker's client gets from one local cloud: an empty configuration, since the user's would pass on logins, and proxies to containers.
 * Which daemon it speaks to stays the user's choice.
 */
final class DockerHome {
    private static final Duration PROBE = Duration.ofSeconds(20);

    private DockerHome() {}

    /**
     * Writes the configuration.
     *
     * @param users asks the client as the user has configured it
     * @return the client's variables
     */
    static Map<String, String> make(Path folder, CommandLine users)
            throws IOException, ContainerFailure, InterruptedException {
        var configuration = Files.createDirectories(folder.resolve("docker"));
        Files.writeString(configuration.resolve("config.json"), "{}\n");
        var variables = new HashMap<>(HostVariables.kept());
        var daemon = users.run(
                List.of("docker", "context", "inspect", "--format", "{{.Endpoints.docker.Host}}"), Map.of(), PROBE);
        variables.remove("DOCKER_CONTEXT");
        if (daemon.exitCode() == 0 && !daemon.output().isBlank()) {
            // A context lives in the configuration that is left out, so its address is taken along.
            variables.putIfAbsent("DOCKER_HOST", daemon.output().strip());
        }
        variables.put("DOCKER_CONFIG", configuration.toString());
        return variables;
    }
}
