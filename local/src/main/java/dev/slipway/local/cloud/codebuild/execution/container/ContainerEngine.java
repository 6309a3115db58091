package dev.slipway.local.cloud.codebuild.execution.container;

import dev.slipway.local.cloud.codebuild.execution.sandbox.Programs;
import dev.slipway.local.process.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What answers {@code docker} in privileged builds.
 *
 * @param kind which engine
 * @param program the engine's client, or null without one
 * @param socket Docker's socket, or null
 */
public record ContainerEngine(Kind kind, @Nullable Path program, @Nullable Path socket) {
    private static final Path DOCKER_SOCKET = Path.of("/var/run/docker.sock");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The engines. */
    public enum Kind {
        DOCKER,
        PODMAN,
        NONE
    }

    /** Docker where its daemon answers, else podman, else nothing. */
    public static ContainerEngine find() throws InterruptedException {
        Optional<Path> docker = Programs.find("docker");
        if (docker.isPresent() && Files.exists(DOCKER_SOCKET) && answers(docker.get())) {
            return new ContainerEngine(Kind.DOCKER, docker.get(), DOCKER_SOCKET);
        }
        Optional<Path> podman = Programs.find("podman");
        return podman.isPresent()
                ? new ContainerEngine(Kind.PODMAN, podman.get(), null)
                : new ContainerEngine(Kind.NONE, null, null);
    }

    private static boolean answers(Path docker) throws InterruptedException {
        try {
            var version = new ProcessBuilder(docker.toString(), "version", "--format", "{{.Server.Version}}");
            return Answer.of(version.redirectErrorStream(true), PATIENCE).exitCode() == 0;
        } catch (IOException | TimeoutException e) {
            return false;
        }
    }
}
