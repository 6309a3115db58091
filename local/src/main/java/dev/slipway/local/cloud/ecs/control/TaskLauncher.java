package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.runtime.ContainerFailure;
import dev.slipway.local.cloud.ecs.runtime.ContainerNetwork;
import dev.slipway.local.cloud.ecs.runtime.ContainerRuntime;
import dev.slipway.local.cloud.ecs.runtime.ContainerSpec;
import dev.slipway.local.cloud.ecs.runtime.ImagePull;
import dev.slipway.local.cloud.ecs.runtime.Labels;
import dev.slipway.local.cloud.ecs.runtime.LogLine;
import dev.slipway.local.cloud.ecs.runtime.RegistryCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The steps that bring the containers of a task up; each may block, none holds a lock. */
final class TaskLauncher {
    private final ContainerRuntime runtime;
    private final Ports ports;
    private final PulledImages pulled;

    TaskLauncher(ContainerRuntime runtime, Ports ports, PulledImages pulled) {
        this.runtime = runtime;
        this.ports = ports;
        this.pulled = pulled;
    }

    /** A failure with the words that ECS puts into stoppedReason. */
    static final class LaunchFailure extends Exception {
        private static final long serialVersionUID = 1L;

        LaunchFailure(String reason) {
            super(reason);
        }

        LaunchFailure(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** Secrets and log streams: what ECS does before it pulls. The result is each container's environment. */
    Map<String, Map<String, String>> prepare(TaskRecord task, TaskDefinition definition) throws LaunchFailure {
        var environments = new LinkedHashMap<String, Map<String, String>>();
        var session = TaskSession.ofExecution(task, definition);
        for (var container : definition.containers()) {
            var variables = new TreeMap<>(ports.environment().variables(task, definition));
            variables.putAll(container.environment());
            variables.putAll(overridden(task, container.name()));
            for (var secret : container.secrets().entrySet()) {
                try {
                    variables.put(secret.getKey(), ports.secrets().value(session, secret.getValue()));
                } catch (TaskResourceFailure e) {
                    throw new LaunchFailure(
                            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
                                    + " retrieval failed: unable to retrieve secret from asm: " + e.getMessage(),
                            e);
                }
            }
            environments.put(container.name(), variables);
            var logs = container.logs();
            if (logs != null) {
                try {
                    ports.logs().open(logs, stream(task, container, logs), session);
                } catch (TaskResourceFailure e) {
                    throw new LaunchFailure(
                            "ResourceInitializationError: failed to validate logger args: create stream has been"
                                    + " retried 1 times: failed to create Cloudwatch log stream: " + e.getMessage(),
                            e);
                }
            }
        }
        return environments;
    }

    private static Map<String, String> overridden(TaskRecord task, String container) {
        var variables = new TreeMap<String, String>();
        for (var entry : task.overrides.path("containerOverrides")) {
            if (entry.path("name").asText().equals(container)) {
                for (var variable : entry.path("environment")) {
                    variables.put(
                            variable.path("name").asText(),
                            variable.path("value").asText());
                }
            }
        }
        return variables;
    }

    /** The log stream of a container, as the awslogs driver names it. */
    static String stream(TaskRecord task, ContainerDefinition container, LogDestination logs) {
        return logs.streamPrefix().isEmpty()
                ? "%s/%s".formatted(container.name(), task.id)
                : "%s/%s/%s".formatted(logs.streamPrefix(), container.name(), task.id);
    }

    void pull(TaskRecord task, TaskDefinition definition) throws LaunchFailure, InterruptedException {
        var session = TaskSession.ofExecution(task, definition);
        for (var container : definition.containers()) {
            var login = login(session, container.image());
            if (ports.registry().isOwn(container.image())) {
                pulled.pulling(container.image());
            }
            try {
                runtime.pull(new ImagePull(container.image(), login));
            } catch (ContainerFailure e) {
                throw new LaunchFailure("CannotPullContainerError: " + e.getMessage(), e);
            }
        }
    }

    private @Nullable RegistryCredentials login(TaskSession session, String image) throws LaunchFailure {
        try {
            return ports.registry().login(session, image);
        } catch (TaskResourceFailure e) {
            throw new LaunchFailure(
                    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
                            + " retrieval failed: unable to retrieve ecr registry auth: service call has been retried"
                            + " 1 time(s): " + e.getMessage(),
                    e);
        }
    }

    /** One started container. */
    record Started(String runtimeId, Map<Integer, Integer> ports, @Nullable String imageDigest) {}

    /**
     * Starts one container.
     *
     * @param networkOwner the task's first container, whose network the others share; empty for the first one
     */
    Started start(
            TaskRecord task,
            TaskDefinition definition,
            ContainerDefinition container,
            Map<String, String> environment,
            String networkOwner,
            String cloud)
            throws LaunchFailure, InterruptedException {
        var variables = new TreeMap<>(environment);
        var fixedPorts = new TreeMap<Integer, Integer>();
        ContainerNetwork network;
        if (definition.networkMode().equals("host") && !runtime.simulated()) {
            network = new ContainerNetwork.Host();
            hostPorts(container, variables, fixedPorts);
        } else if (networkOwner.isEmpty()) {
            network = new ContainerNetwork.Published(allPorts(definition));
        } else {
            network = new ContainerNetwork.Shared(networkOwner);
        }
        try {
            var id = runtime.start(new ContainerSpec(
                    "slipway-%s-%s".formatted(task.id, container.name()),
                    container.image(),
                    container.entryPoint().isEmpty() ? null : container.entryPoint(),
                    container.command().isEmpty() ? null : container.command(),
                    variables,
                    container.workingDirectory(),
                    container.user(),
                    container.readonlyRootFilesystem(),
                    container.initProcessEnabled(),
                    network,
                    Map.of(Labels.CLOUD, cloud, Labels.TASK, task.arn, Labels.CONTAINER, container.name())));
            var info = runtime.inspect(id);
            if (info == null) {
                throw new LaunchFailure(
                        "CannotStartContainerError: container %s vanished right after its start".formatted(id));
            }
            return new Started(id, fixedPorts.isEmpty() ? info.ports() : fixedPorts, info.imageDigest());
        } catch (ContainerFailure e) {
            throw new LaunchFailure("CannotStartContainerError: " + e.getMessage(), e);
        }
    }

    private static Set<Integer> allPorts(TaskDefinition definition) {
        var all = new TreeSet<Integer>();
        definition.containers().forEach(container -> all.addAll(container.containerPorts()));
        return all;
    }

    /**
     * On the machine's own network two tasks cannot have one port: the first declared port is given to the container as
     * PORT, a free one each time, unless the definition sets PORT itself.
     */
    private static void hostPorts(
            ContainerDefinition container, Map<String, String> variables, Map<Integer, Integer> fixed)
            throws LaunchFailure {
        if (container.containerPorts().isEmpty()) {
            return;
        }
        container.containerPorts().forEach(port -> fixed.put(port, port));
        if (!variables.containsKey("PORT")) {
            var free = freePort();
            variables.put("PORT", Integer.toString(free));
            fixed.put(container.containerPorts().get(0), free);
        }
    }

    private static int freePort() throws LaunchFailure {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LaunchFailure("ResourceInitializationError: no free loopback port: " + e.getMessage(), e);
        }
    }

    /** Containers in the order in which they start: those that others depend on come first. */
    static List<ContainerDefinition> inOrder(TaskDefinition definition) {
        var ordered = new LinkedHashSet<ContainerDefinition>();
        for (var container : definition.containers()) {
            visit(definition, container, ordered, new ArrayList<>());
        }
        return List.copyOf(ordered);
    }

    private static void visit(
            TaskDefinition definition,
            ContainerDefinition container,
            Set<ContainerDefinition> ordered,
            List<String> path) {
        if (ordered.contains(container) || path.contains(container.name())) {
            return;
        }
        path.add(container.name());
        for (var name : container.dependsOn()) {
            definition.container(name).ifPresent(other -> visit(definition, other, ordered, path));
        }
        ordered.add(container);
    }

    /** Follows the output of a container from a moment on. */
    @Nullable
    LogPump follow(
            TaskRecord task, TaskDefinition definition, ContainerDefinition container, String runtimeId, Instant since)
            throws LaunchFailure {
        var logs = container.logs();
        if (logs == null) {
            return null;
        }
        var pump = new LogPump(
                ports.logs(), logs, stream(task, container, logs), TaskSession.ofExecution(task, definition));
        try {
            pump.follow(runtime.logs(runtimeId, since, (LogLine line) -> {
                // The engine's filter includes the moment itself; a line must not be written twice.
                if (line.at().isAfter(since)) {
                    pump.accept(line);
                }
            }));
        } catch (ContainerFailure e) {
            throw new LaunchFailure("CannotStartContainerError: " + e.getMessage(), e);
        }
        return pump;
    }

    /** Where the output of a container that ran before a restart goes on. */
    Instant newestLine(TaskRecord task, TaskDefinition definition, ContainerDefinition container) {
        var logs = container.logs();
        if (logs == null) {
            return Instant.EPOCH;
        }
        try {
            return ports.logs().newest(logs, stream(task, container, logs));
        } catch (TaskResourceFailure e) {
            // Better the lines from now on than none, and better none twice.
            return Instant.now();
        }
    }
}
