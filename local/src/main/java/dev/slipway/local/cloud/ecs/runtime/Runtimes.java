package dev.slipway.local.cloud.ecs.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the container engine of this machine. */
public final class Runtimes {
    private static final Duration PROBE = Duration.ofSeconds(20);

    private Runtimes() {}

    /** Docker where its daemon answers, else podman with runc, else simulated. */
    public static ContainerRuntime ofThisMachine() throws InterruptedException {
        return ofThisMachine(ImageArchives.NONE);
    }

    private static ContainerRuntime ofThisMachine(ImageArchives archives) throws InterruptedException {
        return choose(CommandLine.ofThisMachine(), List.of(Engine.DOCKER, Engine.PODMAN), archives);
    }

    /** The engine of that name, without image archives. */
    public static ContainerRuntime of(String name) throws InterruptedException {
        return of(name, ImageArchives.NONE);
    }

    /**
     * The engine of that name.
     *
     * @param name {@code auto}, {@code podman}, {@code docker} or {@code simulated}
     * @param archives images that it is given when a task needs them
     * @throws IllegalArgumentException when that engine does not answer, or the name is none of these
     */
    public static ContainerRuntime of(String name, ImageArchives archives) throws InterruptedException {
        if (name.equals("auto")) {
            return ofThisMachine(archives);
        }
        if (name.equals("simulated")) {
            return new SimulatedRuntime(Clock.systemUTC());
        }
        for (var engine : List.of(Engine.DOCKER, Engine.PODMAN)) {
            if (engine.program().equals(name)) {
                var runtime = choose(CommandLine.ofThisMachine(), List.of(engine), archives);
                if (!runtime.simulated()) {
                    return runtime;
                }
                throw new IllegalArgumentException(
                        "container engine %s does not answer, expected it to run: start it, or choose another"
                                .formatted(name));
            }
        }
        throw new IllegalArgumentException(
                "container engine is \"%s\", expected auto, docker, podman or simulated".formatted(name));
    }

    static ContainerRuntime choose(CommandLine commandLine, List<Engine> engines, ImageArchives archives)
            throws InterruptedException {
        for (var engine : engines) {
            var version = version(commandLine, engine);
            if (!version.isEmpty()) {
                return new CliRuntime(engine, commandLine, version, archives);
            }
        }
        return new SimulatedRuntime(Clock.systemUTC());
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
