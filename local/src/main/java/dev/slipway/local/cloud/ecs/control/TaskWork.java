package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.balancer.LoadBalancers;
import dev.slipway.local.cloud.ecs.health.CheckResult;
import dev.slipway.local.cloud.ecs.health.CheckState;
import dev.slipway.local.cloud.ecs.runtime.ContainerFailure;
import dev.slipway.local.cloud.ecs.runtime.ContainerInfo;
import dev.slipway.local.cloud.ecs.runtime.ContainerRuntime;
import dev.slipway.local.cloud.ecs.runtime.Labels;
import dev.slipway.local.cloud.ecs.scheduler.ServiceEvents;
import dev.slipway.local.cloud.ecs.scheduler.TaskStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What workers do for single tasks: start them, stop them, check them, and see how they ended. */
final class TaskWork {
    private static final Logger LOG = LoggerFactory.getLogger(TaskWork.class);
    private static final String NOT_STOPPED = "";

    private final ServiceController controller;
    private final ContainerRuntime runtime;
    private final LoadBalancers balancers;
    private final TaskLauncher launcher;
    private final Ports ports;
    private final Clock clock;

    TaskWork(
            ServiceController controller,
            ContainerRuntime runtime,
            LoadBalancers balancers,
            Ports ports,
            PulledImages pulled,
            Clock clock) {
        this.controller = controller;
        this.runtime = runtime;
        this.balancers = balancers;
        this.ports = ports;
        this.clock = clock;
        this.launcher = new TaskLauncher(runtime, ports, pulled);
    }

    private @Nullable TaskRecord find(String taskArn) {
        return controller.find(taskArn);
    }

    /** Brings a task up. */
    void start(String taskArn) {
        var task = find(taskArn);
        if (task == null || task.stopping) {
            return;
        }
        try {
            bringUp(task);
        } catch (TaskLauncher.LaunchFailure e) {
            fail(task, "TaskFailedToStart", e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (EcsFault e) {
            fail(task, "TaskFailedToStart", "ResourceInitializationError: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("task {} did not start", taskArn, e);
            fail(task, "TaskFailedToStart", "ResourceInitializationError: " + e);
        }
    }

    private void bringUp(TaskRecord task) throws TaskLauncher.LaunchFailure, EcsFault, InterruptedException {
        var definition = overridden(task, ports.taskDefinitions().find(task.region, task.taskDefinitionArn));
        controller.update(task.arn, record -> {
            record.definition = definition;
            record.containers = containers(record, definition);
            record.pullStartedAt = clock.instant();
            record.moveTo(TaskStatus.PENDING);
        });
        var environments = launcher.prepare(task, definition);
        launcher.pull(task, definition);
        controller.update(task.arn, record -> record.pullStoppedAt = clock.instant());
        var networkOwner = "";
        for (var container : TaskLauncher.inOrder(definition)) {
            if (task.stopping) {
                return;
            }
            var started = launcher.start(
                    task,
                    definition,
                    container,
                    environments.getOrDefault(container.name(), Map.of()),
                    networkOwner,
                    controller.cloud());
            if (networkOwner.isEmpty()) {
                networkOwner = started.runtimeId();
            }
            var ownerPorts = started.ports();
            controller.update(task.arn, record -> note(record, container, started, ownerPorts));
            follow(task, definition, container, started.runtimeId(), Instant.EPOCH);
        }
        controller.update(task.arn, record -> {
            sharePorts(record);
            record.moveTo(TaskStatus.ACTIVATING);
        });
        if (task.stopping) {
            return;
        }
        register(task);
        controller.update(task.arn, record -> {
            record.startedAt = clock.instant();
            if (!record.stopping) {
                record.moveTo(TaskStatus.RUNNING);
            }
        });
    }

    private static TaskDefinition overridden(TaskRecord task, TaskDefinition definition) {
        var containers = new ArrayList<ContainerDefinition>();
        for (var container : definition.containers()) {
            var command = new ArrayList<String>();
            for (var override : task.overrides.path("containerOverrides")) {
                if (override.path("name").asText().equals(container.name())) {
                    override.path("command").forEach(word -> command.add(word.asText()));
                }
            }
            containers.add(container.withCommand(command));
        }
        return new TaskDefinition(
                definition.arn(),
                definition.family(),
                definition.networkMode(),
                definition.executionRoleArn(),
                definition.taskRoleArn(),
                definition.cpu(),
                definition.memory(),
                containers);
    }

    private static List<TaskContainer> containers(TaskRecord task, TaskDefinition definition) {
        var containers = new ArrayList<TaskContainer>();
        for (var declared : definition.containers()) {
            var container = new TaskContainer();
            container.name = declared.name();
            container.image = declared.image();
            var logs = declared.logs();
            container.logStream = logs == null ? "" : TaskLauncher.stream(task, declared, logs);
            containers.add(container);
        }
        return containers;
    }

    private static void note(
            TaskRecord task,
            ContainerDefinition declared,
            TaskLauncher.Started started,
            Map<Integer, Integer> published) {
        var container = task.container(declared.name());
        if (container != null) {
            container.runtimeId = started.runtimeId();
            container.lastStatus = "RUNNING";
            container.imageDigest = started.imageDigest() == null ? "" : started.imageDigest();
            container.ports.putAll(published);
        }
    }

    /** Containers of one network namespace share its published ports: each shows the ones that it declares. */
    private static void sharePorts(TaskRecord task) {
        var all = new HashMap<Integer, Integer>();
        task.containers.forEach(container -> all.putAll(container.ports));
        var definition = task.definition;
        for (var container : task.containers) {
            var declared = definition == null
                    ? null
                    : definition.container(container.name).orElse(null);
            container.ports.clear();
            if (declared != null) {
                for (var port : declared.containerPorts()) {
                    var published = all.get(port);
                    if (published != null) {
                        container.ports.put(port, published);
                    }
                }
            }
        }
    }

    private void follow(
            TaskRecord task, TaskDefinition definition, ContainerDefinition container, String runtimeId, Instant since)
            throws TaskLauncher.LaunchFailure {
        var pump = launcher.follow(task, definition, container, runtimeId, since);
        if (pump != null) {
            controller.live(task.arn).logs.put(container.name(), pump);
        }
    }

    private void register(TaskRecord task) {
        for (var registration : TaskObserver.registrations(task)) {
            balancers.register(registration.targetGroupArn(), registration.target());
            controller.tell(
                    task.serviceArn, ServiceEvents.registered(serviceName(task), 1, registration.targetGroupArn()));
        }
    }

    private static String serviceName(TaskRecord task) {
        return task.serviceArn.substring(task.serviceArn.lastIndexOf('/') + 1);
    }

    private void fail(TaskRecord task, String stopCode, String reason) {
        controller.update(task.arn, record -> {
            if (!record.stopping) {
                record.failed = true;
                controller.stop(record, stopCode, reason);
            }
        });
    }

    /** Takes a task down: out of its target groups, connections drained, containers stopped and removed. */
    void stop(String taskArn) {
        var task = find(taskArn);
        if (task == null) {
            return;
        }
        try {
            takeDown(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeDown(TaskRecord task) throws InterruptedException {
        controller.update(task.arn, record -> record.moveTo(TaskStatus.DEACTIVATING));
        drain(task);
        controller.update(task.arn, record -> record.moveTo(TaskStatus.STOPPING));
        var containers = new ArrayList<>(task.containers);
        Collections.reverse(containers);
        for (var container : containers) {
            if (!container.runtimeId.isEmpty() && !container.lastStatus.equals("STOPPED")) {
                quietly("stop", container, () -> runtime.stop(container.runtimeId, stopTimeout(task, container)));
            }
        }
        controller.update(task.arn, record -> record.moveTo(TaskStatus.DEPROVISIONING));
        for (var container : containers) {
            if (!container.runtimeId.isEmpty()) {
                putAway(task, container);
            }
        }
        controller.update(task.arn, record -> {
            record.containers.forEach(container -> container.lastStatus = "STOPPED");
            record.stoppedAt = clock.instant();
            record.moveTo(TaskStatus.STOPPED);
        });
    }

    private void drain(TaskRecord task) throws InterruptedException {
        if (task.startedAt == null || task.targets.isEmpty()) {
            return;
        }
        controller.tell(task.serviceArn, ServiceEvents.draining(serviceName(task), 1));
        var draining = new ArrayList<CompletableFuture<Void>>();
        for (var registration : TaskObserver.registrations(task)) {
            draining.add(balancers.deregister(registration.targetGroupArn(), registration.target()));
            controller.tell(
                    task.serviceArn, ServiceEvents.deregistered(serviceName(task), 1, registration.targetGroupArn()));
        }
        try {
            // The load balancer itself ends every draining after the deregistration delay, which is at most an hour.
            CompletableFuture.allOf(draining.toArray(new CompletableFuture<?>[0]))
                    .get(1, TimeUnit.HOURS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("connections of task {} did not drain: {}", task.arn, e.toString());
        }
    }

    private static Duration stopTimeout(TaskRecord task, TaskContainer container) {
        var definition = task.definition;
        return definition == null
                ? ContainerDefinition.STOP_TIMEOUT
                : definition
                        .container(container.name)
                        .map(ContainerDefinition::stopTimeout)
                        .orElse(ContainerDefinition.STOP_TIMEOUT);
    }

    private void putAway(TaskRecord task, TaskContainer container) throws InterruptedException {
        quietly("inspect", container, () -> {
            var info = runtime.inspect(container.runtimeId);
            if (info != null) {
                controller.update(task.arn, record -> container.exitCode = info.exitCode());
            }
        });
        var pump = controller.live(task.arn).logs.remove(container.name);
        if (pump != null) {
            pump.finish();
        }
        quietly("remove", container, () -> runtime.remove(container.runtimeId));
    }

    @FunctionalInterface
    private interface Step {
        void run() throws ContainerFailure, InterruptedException;
    }

    private static void quietly(String verb, TaskContainer container, Step step) throws InterruptedException {
        try {
            step.run();
        } catch (ContainerFailure e) {
            LOG.warn("cannot {} container {}: {}", verb, container.runtimeId, e.getMessage());
        }
    }

    /** Notes which containers ended, and stops the tasks that end with them. */
    void look(List<ContainerInfo> containers) {
        var byId = new HashMap<String, ContainerInfo>();
        containers.forEach(info -> byId.put(info.id(), info));
        try {
            controller.change(records -> {
                for (var task : List.copyOf(records.tasks.values())) {
                    if (task.lastStatus == TaskStatus.RUNNING && !task.stopping) {
                        lookAt(task, byId);
                    }
                }
                return NOT_STOPPED;
            });
        } catch (EcsFault e) {
            throw new IllegalStateException(e);
        }
    }

    private void lookAt(TaskRecord task, Map<String, ContainerInfo> byId) {
        var definition = task.definition;
        if (definition == null) {
            return;
        }
        var running = 0;
        for (var container : task.containers) {
            var info = byId.get(container.runtimeId);
            if (info != null && info.running()) {
                running++;
                continue;
            }
            if (container.lastStatus.equals("STOPPED")) {
                continue;
            }
            container.lastStatus = "STOPPED";
            container.exitCode = info == null ? null : info.exitCode();
            task.version++;
            if (definition
                    .container(container.name)
                    .map(ContainerDefinition::essential)
                    .orElse(true)) {
                task.failed = !task.serviceArn.isEmpty();
                controller.stop(task, "EssentialContainerExited", "Essential container in task exited");
            }
        }
        if (running == 0 && !task.stopping) {
            task.failed = !task.serviceArn.isEmpty();
            controller.stop(task, "EssentialContainerExited", "All containers in task exited");
        }
    }

    /** Starts the container health checks that are due. */
    void checkHealth(Executor workers) {
        var now = clock.instant();
        try {
            controller.read(records -> {
                for (var task : records.tasks.values()) {
                    if (task.lastStatus == TaskStatus.RUNNING && !task.stopping) {
                        checkHealth(task, now, workers);
                    }
                }
                return NOT_STOPPED;
            });
        } catch (EcsFault e) {
            throw new IllegalStateException(e);
        }
    }

    private void checkHealth(TaskRecord task, Instant now, Executor workers) {
        var definition = task.definition;
        var startedAt = task.startedAt;
        if (definition == null || startedAt == null) {
            return;
        }
        var alive = controller.live(task.arn);
        for (var declared : definition.containers()) {
            var check = declared.healthCheck();
            var container = task.container(declared.name());
            if (check == null || container == null || !container.lastStatus.equals("RUNNING")) {
                continue;
            }
            var due = alive.nextCheck.getOrDefault(declared.name(), startedAt);
            if (now.isBefore(due)) {
                continue;
            }
            // Far away while it runs: the next one is due an interval after its end.
            alive.nextCheck.put(declared.name(), Instant.MAX);
            workers.execute(() -> check(task, container, check, startedAt, alive));
        }
    }

    private void check(
            TaskRecord task, TaskContainer container, ContainerHealthCheck check, Instant startedAt, LiveTask alive) {
        CheckResult result;
        try {
            var exit = runtime.exec(
                    container.runtimeId, check.words(), check.schedule().timeout());
            result = new CheckResult(exit == 0, exit == 0 ? "" : "exit code " + exit);
        } catch (ContainerFailure e) {
            result = new CheckResult(false, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        var seen = result;
        controller.update(task.arn, record -> {
            var now = clock.instant();
            var before = alive.health.getOrDefault(container.name, CheckState.INITIAL);
            var after = before.after(seen, check.schedule(), startedAt, now);
            alive.health.put(container.name, after);
            alive.nextCheck.put(container.name, now.plus(check.schedule().interval()));
            container.healthStatus = switch (after.verdict()) {
                case INITIAL -> "UNKNOWN";
                case HEALTHY -> "HEALTHY";
                case UNHEALTHY -> "UNHEALTHY";
            };
            if (before.verdict() != after.verdict()) {
                record.version++;
            }
        });
    }

    /** After a restart, while the lock is held: sorts the recorded tasks by what became of their containers. */
    void recover(Records records, List<ContainerInfo> found) {
        var byId = new HashMap<String, ContainerInfo>();
        found.forEach(info -> byId.put(info.id(), info));
        for (var task : List.copyOf(records.tasks.values())) {
            if (task.lastStatus == TaskStatus.STOPPED) {
                continue;
            }
            var known = task.containers.stream()
                    .filter(container -> byId.containsKey(container.runtimeId))
                    .count();
            if (task.stopping) {
                controller.stop(task, task.stopCode, task.stoppedReason);
            } else if (task.lastStatus != TaskStatus.RUNNING) {
                controller.stop(
                        task, "ServiceSchedulerInitiated", "The local cloud ended while this task was starting");
            } else if (known == 0) {
                controller.stop(task, "ServiceSchedulerInitiated", "The machine or its container engine was restarted");
            } else {
                resume(task);
            }
        }
    }

    private void resume(TaskRecord task) {
        for (var registration : TaskObserver.registrations(task)) {
            balancers.register(registration.targetGroupArn(), registration.target());
        }
        var definition = task.definition;
        if (definition == null) {
            return;
        }
        for (var declared : definition.containers()) {
            var container = task.container(declared.name());
            if (container == null || container.lastStatus.equals("STOPPED")) {
                continue;
            }
            try {
                follow(
                        task,
                        definition,
                        declared,
                        container.runtimeId,
                        launcher.newestLine(task, definition, declared));
            } catch (TaskLauncher.LaunchFailure e) {
                LOG.warn("output of container {} is not followed: {}", container.runtimeId, e.getMessage());
            }
        }
    }

    /** Removes containers of this cloud that no task knows: they were started right before a crash. */
    void removeUnknown(List<ContainerInfo> found) throws InterruptedException {
        for (var info : found) {
            var task = find(info.labels().getOrDefault(Labels.TASK, ""));
            var known = task != null
                    && task.lastStatus != TaskStatus.STOPPED
                    && task.containers.stream().anyMatch(container -> container.runtimeId.equals(info.id()));
            if (!known) {
                var container = new TaskContainer();
                container.runtimeId = info.id();
                quietly("remove", container, () -> runtime.remove(info.id()));
            }
        }
    }
}
