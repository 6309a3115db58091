package dev.slipway.local.cloud.ecs.runtime;

import dev.slipway.local.cloud.podman.HostVariables;
import dev.slipway.local.cloud.podman.PodmanHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the container engine of this machine. */
public final class Runtimes {
    private static final Duration PROBE = Duration.ofSeconds(20);

    private Runtimes() {}

    /**
     * The engine of that name.
     *
     * @param name {@code auto} (Docker where its daemon answers, else podman with runc, else simulated), {@code podman}, {@code docker} or
     *     {@code simulated}
     * @param archives images that it is given when a task needs them
     * @param folder what the cloud keeps of its own for the engine: configuration, and with podman networks, images and containers
     * @throws IllegalArgumentException when that engine does not answer, or the name is none of these
     */
    public static ContainerRuntime of(String name, ImageArchives archives, Path folder) throws InterruptedException {
        if (name.equals("simulated")) {
            return new SimulatedRuntime(Clock.systemUTC());
        }
        if (name.equals("auto")) {
            var found = search(List.of(Engine.DOCKER, Engine.PODMAN), archives, folder);
            return found.simulated()
                    ? new AwaitedRuntime(
                            found,
                            () -> search(List.of(Engine.DOCKER, Engine.PODMAN), archives, folder),
                            Clock.systemUTC())
                    : found;
        }
        for (var engine : List.of(Engine.DOCKER, Engine.PODMAN)) {
            if (engine.program().equals(name)) {
                var found = search(List.of(engine), archives, folder);
                if (!found.simulated()) {
                    return found;
                }
                throw new IllegalArgumentException(
                        "container engine %s does not answer, expected it to run: start it, or choose another"
                                .formatted(name));
            }
        }
        throw new IllegalArgumentException(
                "container engine is \"%s\", expected auto, docker, podman or simulated".formatted(name));
    }

    private static ContainerRuntime search(List<Engine> engines, ImageArchives archives, Path folder)
            throws InterruptedException {
        var answering = find(CommandLine.ofThisMachine(HostVariables.kept()), engines);
        if (answering.isEmpty()) {
            return new SimulatedRuntime(Clock.systemUTC());
        }
        var engine = answering.get().engine();
        return new CliRuntime(
                engine,
                CommandLine.ofThisMachine(variables(engine, folder)),
                answering.get().version(),
                archives);
    }

    /** What the engine gets in place of this process's variables. */
    private static Map<String, String> variables(Engine engine, Path folder) throws InterruptedException {
        try {
            return engine.equals(Engine.PODMAN)
                    ? PodmanHome.make(folder).allVariables()
                    : DockerHome.make(folder, CommandLine.ofThisMachine(HostVariables.kept()));
        } catch (IOException | ContainerFailure e) {
            throw new IllegalArgumentException(
                    "%s answers, but cannot be used by the local cloud (%s): mend that, or set SLIPWAY_CONTAINER_ENGINE to simulated"
                            .formatted(engine.program(), e.getMessage()),
                    e);
        }
    }

    /** An engine that answers. */
    record Answering(Engine engine, String version) {}

    /** The first that answers. */
    static Optional<Answering> find(CommandLine commandLine, List<Engine> engines) throws InterruptedException {
        for (var engine : engines) {
            var version = version(commandLine, engine);
            if (!version.isEmpty()) {
                return Optional.of(new Answering(engine, version));
            }
        }
        return Optional.empty();
    }

    private static String version(CommandLine commandLine, Engine engine) throws InterruptedException {
        var command = new ArrayList<String>(List.of(engine.program()));
        command.addAll(engine.options());
        // The server's version: a Docker client without its daemon cannot run anything.
        command.addAll(List.of(
                "version", "--format", engine.equals(Engine.DOCKER) ? "{{.Server.Version}}" : "{{.Client.Version}}"));
        try {
            var outcome = commandLine.run(command, Map.of(), PROBE);
            return outcome.exitCode() == 0 ? outcome.output().strip() : "";
        } catch (ContainerFailure absent) {
            // Not installed is the usual case, and the answer is: not this one.
            return "";
        }
    }
}
