package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.balancer.LoadBalancers;
import dev.slipway.local.cloud.ecs.balancer.TargetDescription;
import dev.slipway.local.cloud.ecs.health.CheckState;
import dev.slipway.local.cloud.ecs.runtime.ContainerFailure;
import dev.slipway.local.cloud.ecs.runtime.ContainerRuntime;
import dev.slipway.local.cloud.ecs.scheduler.Action;
import dev.slipway.local.cloud.ecs.scheduler.Identifiers;
import dev.slipway.local.cloud.ecs.scheduler.Observation;
import dev.slipway.local.cloud.ecs.scheduler.ObservedTask;
import dev.slipway.local.cloud.ecs.scheduler.RolloutState;
import dev.slipway.local.cloud.ecs.scheduler.Scheduler;
import dev.slipway.local.cloud.ecs.scheduler.ServiceStatus;
import dev.slipway.local.cloud.ecs.scheduler.TaskStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the declared ECS services real: looks at everything a few times a second, asks the scheduler for each service
 * what to do, and has workers do it. Its records are on disk before anybody is told of them.
 */
public final class ServiceController implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceController.class);
    private static final Duration KEEP_STOPPED = Duration.ofHours(1);
    private static final Duration LOOK_AT_CONTAINERS = Duration.ofSeconds(1);

    private final EcsSettings settings;
    private final ContainerRuntime runtime;
    private final LoadBalancers balancers;
    private final Ports ports;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Identifiers identifiers;
    private final TaskObserver observer;

    private final ReentrantLock lock = new ReentrantLock();
    private final RecordFile file;
    private final Records records;
    private final Map<String, LiveTask> live = new ConcurrentHashMap<>();
    private final TaskWork work;

    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(daemon("ecs-controller"));
    private final ExecutorService workers = Executors.newCachedThreadPool(daemon("ecs-task"));
    private final ExecutorService publisher = Executors.newSingleThreadExecutor(daemon("ecs-events"));
    private final AtomicBoolean lookNow = new AtomicBoolean(true);
    private final AtomicBoolean readBalancersNow = new AtomicBoolean(true);
    private Instant lookedAt = Instant.EPOCH;
    private Instant readBalancersAt = Instant.EPOCH;

    private ServiceController(
            EcsSettings settings,
            ContainerRuntime runtime,
            LoadBalancers balancers,
            Ports ports,
            Clock clock,
            Identifiers identifiers) {
        this.settings = settings;
        this.runtime = runtime;
        this.balancers = balancers;
        this.ports = ports;
        this.clock = clock;
        this.identifiers = identifiers;
        this.scheduler = new Scheduler(settings.unchecked(), identifiers);
        this.observer = new TaskObserver(balancers);
        this.file = new RecordFile(settings.state(), settings.manifest().records());
        this.records = file.read();
        this.work = new TaskWork(
                this,
                runtime,
                balancers,
                ports,
                new PulledImages(
                        settings.state().resolveSibling(EcsManifest.PULLED_IMAGES),
                        settings.manifest().pulledImages()),
                clock);
    }

    /** Reads the records, finds the containers that still run, and begins to look after everything. */
    public static ServiceController start(
            EcsSettings settings, ContainerRuntime runtime, LoadBalancers balancers, Ports ports, Clock clock)
            throws InterruptedException {
        var controller = new ServiceController(settings, runtime, balancers, ports, clock, new FreshIdentifiers());
        controller.recover();
        var tick = settings.tick().toMillis();
        var ignored = controller.loop.scheduleWithFixedDelay(controller::safeTick, 0, tick, TimeUnit.MILLISECONDS);
        return controller;
    }

    private static java.util.concurrent.ThreadFactory daemon(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** A change of the records that the API makes. */
    @FunctionalInterface
    public interface Change<T> {
        /** Reads or changes the records; throwing leaves them as they were only if nothing was changed before. */
        T apply(Records records) throws EcsFault;
    }

    /** Changes the records; when this returns they are on disk, and the controller looks at them soon. */
    public <T> T change(Change<T> change) throws EcsFault {
        lock.lock();
        try {
            var result = change.apply(records);
            file.write(records);
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Reads the records. */
    public <T> T read(Change<T> reading) throws EcsFault {
        lock.lock();
        try {
            return reading.apply(records);
        } finally {
            lock.unlock();
        }
    }

    /** The record of a task; null when it is gone. Its fields are changed through {@link #update} only. */
    @Nullable
    TaskRecord find(String taskArn) {
        lock.lock();
        try {
            return records.tasks.get(taskArn);
        } finally {
            lock.unlock();
        }
    }

    /** Changes one task; nothing happens when it is gone. */
    void update(String taskArn, java.util.function.Consumer<TaskRecord> change) {
        lock.lock();
        try {
            var task = records.tasks.get(taskArn);
            if (task != null) {
                change.accept(task);
                file.write(records);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds a service event. */
    void tell(String serviceArn, String message) {
        lock.lock();
        try {
            var service = records.services.get(serviceArn);
            if (service != null) {
                service.tell(message, clock.instant());
            }
        } finally {
            lock.unlock();
        }
    }

    String cloud() {
        return records.cloud;
    }

    /** What is known of a task while this process runs. */
    LiveTask live(String taskArn) {
        return live.computeIfAbsent(taskArn, arn -> new LiveTask());
    }

    /** Asks for a look at the containers as soon as possible: one of them ended. */
    void lookSoon() {
        lookNow.set(true);
    }

    /** Asks to read the declared load balancers as soon as possible: a client changed them. */
    public void balancersChanged() {
        readBalancersNow.set(true);
    }

    /** Where each listener answers on loopback, by its ARN. */
    public Map<String, URI> listenerUrls() {
        return balancers.urls();
    }

    /** The targets of a target group with their health. */
    public List<TargetDescription> targets(String targetGroupArn) {
        return balancers.describe(targetGroupArn);
    }

    /** What runs the containers. */
    public ContainerRuntime runtime() {
        return runtime;
    }

    /** Where new ids come from. */
    public Identifiers identifiers() {
        return identifiers;
    }

    /** The time. */
    public Instant now() {
        return clock.instant();
    }

    /** Account of all resources. */
    public String accountId() {
        return settings.accountId();
    }

    /** Reads task definitions. */
    public TaskDefinitions taskDefinitions() {
        return ports.taskDefinitions();
    }

    /** Reads clusters. */
    public Clusters clusters() {
        return ports.clusters();
    }

    /** Reads the declared load balancers. */
    public BalancerSource balancerSource() {
        return ports.balancers();
    }

    /** The health of a task's containers by name, as the checks have it; call it inside {@link #read}. */
    public Map<String, CheckState> containerHealth(String taskArn) {
        var task = live.get(taskArn);
        return task == null ? Map.of() : Map.copyOf(task.health);
    }

    /** Accepts a task; call it inside {@link #change}. */
    public void launch(TaskRecord task) {
        records.tasks.put(task.arn, task);
        task.simulated = runtime.simulated();
        task.credentialsToken = UUID.randomUUID().toString();
        var alive = live(task.arn);
        alive.work = alive.work.thenRunAsync(() -> work.start(task.arn), workers);
    }

    /**
     * The session that the containers of a task have.
     *
     * @param taskId last part of the task's ARN
     * @param token the task's own
     * @return empty unless there is such a task, which is not stopped, has a task role, and has that token
     */
    public Optional<TaskSession> containerSession(String taskId, String token) {
        lock.lock();
        try {
            return records.tasks.values().stream()
                    .filter(task -> task.id.equals(taskId) && task.lastStatus != TaskStatus.STOPPED)
                    .filter(task -> MessageDigest.isEqual(bytes(task.credentialsToken), bytes(token)))
                    .flatMap(task -> Stream.ofNullable(task.definition)
                            .map(definition -> TaskSession.ofContainers(task, definition)))
                    .filter(session -> !session.roleArn().isEmpty())
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Tells a task to stop; call it inside {@link #change}. */
    public void stop(TaskRecord task, String stopCode, String reason) {
        if (!task.stopping) {
            task.stopping = true;
            task.stopCode = stopCode;
            task.stoppedReason = reason;
            task.stoppingAt = clock.instant();
            task.version++;
        }
        var alive = live(task.arn);
        if (!alive.stopSubmitted && task.lastStatus != TaskStatus.STOPPED) {
            alive.stopSubmitted = true;
            alive.work = alive.work.thenRunAsync(() -> work.stop(task.arn), workers);
        }
    }

    private void safeTick() {
        try {
            tick();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // One failed look must not end the controller; the next one sees the same things again.
            if (!ends()) {
                LOG.warn("ECS controller: {}", e.toString(), e);
            }
        }
    }

    /** Who ends this also interrupts what it waits for: no failure. */
    private boolean ends() {
        return loop.isShutdown();
    }

    private void tick() throws InterruptedException {
        readBalancers();
        lookAtContainers();
        var alarms = readAlarms();
        decide(alarms);
        work.checkHealth(workers);
        live.values().forEach(task -> task.logs.values().forEach(pump -> workers.execute(pump::flush)));
    }

    private void readBalancers() {
        var now = clock.instant();
        var due = !now.isBefore(readBalancersAt.plus(settings.balancerRefresh()));
        if (!readBalancersNow.getAndSet(false) && !due) {
            return;
        }
        readBalancersAt = now;
        try {
            applyBalancers();
        } catch (RuntimeException e) {
            // What was read last stays in force: a moment without an answer must not take a listener away.
            if (!ends()) {
                LOG.warn("load balancers cannot be read: {}", e.toString());
            }
        }
    }

    private void applyBalancers() {
        var listeners = new ArrayList<dev.slipway.local.cloud.ecs.balancer.Listener>();
        var groups = new ArrayList<dev.slipway.local.cloud.ecs.balancer.TargetGroup>();
        for (var region : regions()) {
            var read = ports.balancers().read(region);
            listeners.addAll(read.listeners());
            groups.addAll(read.targetGroups());
        }
        balancers.apply(new dev.slipway.local.cloud.ecs.balancer.BalancerConfiguration(listeners, groups));
        lock.lock();
        try {
            balancers.urls().forEach((arn, url) -> records.listenerPorts.put(arn, url.getPort()));
            file.write(records);
        } finally {
            lock.unlock();
        }
    }

    private Set<String> regions() {
        lock.lock();
        try {
            var regions = new HashSet<String>(Set.of(settings.region()));
            records.services.values().forEach(service -> regions.add(service.region));
            return regions;
        } finally {
            lock.unlock();
        }
    }

    private void lookAtContainers() throws InterruptedException {
        var now = clock.instant();
        var due = !now.isBefore(lookedAt.plus(LOOK_AT_CONTAINERS)) && anyContainer();
        if (!lookNow.getAndSet(false) && !due) {
            return;
        }
        lookedAt = now;
        try {
            work.look(runtime.list(records.cloud));
        } catch (ContainerFailure e) {
            LOG.warn("{} does not say what runs: {}", runtime.description(), e.getMessage());
        }
    }

    private boolean anyContainer() {
        lock.lock();
        try {
            return records.tasks.values().stream().anyMatch(task -> task.lastStatus != TaskStatus.STOPPED);
        } finally {
            lock.unlock();
        }
    }

    /** Alarms are asked for only while a deployment that watches them goes on. */
    private Map<String, Set<String>> readAlarms() {
        var asked = new HashMap<String, List<String>>();
        var region = new HashMap<String, String>();
        lock.lock();
        try {
            for (var service : records.services.values()) {
                var alarms = service.state.configuration().alarms();
                if (alarms.enable()
                        && service.state.status() == ServiceStatus.ACTIVE
                        && service.state.primary().rolloutState() == RolloutState.IN_PROGRESS) {
                    asked.put(service.arn, alarms.alarmNames());
                    region.put(service.arn, service.region);
                }
            }
        } finally {
            lock.unlock();
        }
        var answers = new HashMap<String, Set<String>>();
        asked.forEach((arn, names) -> answers.put(arn, ports.alarms().inAlarm(region.getOrDefault(arn, ""), names)));
        return answers;
    }

    private void decide(Map<String, Set<String>> alarms) {
        lock.lock();
        try {
            var now = clock.instant();
            records.tasks.values().removeIf(task -> forgotten(task, now));
            for (var service : records.services.values()) {
                if (service.state.status() == ServiceStatus.INACTIVE) {
                    continue;
                }
                // Alarms are read without the lock: a service that came in between waits for the next round.
                if (service.state.configuration().alarms().enable()
                        && service.state.primary().rolloutState() == RolloutState.IN_PROGRESS
                        && !alarms.containsKey(service.arn)) {
                    continue;
                }
                var observation = new Observation(observe(service), alarms.getOrDefault(service.arn, Set.of()), now);
                var decision = scheduler.decide(service.state, observation);
                service.state = decision.state();
                for (var action : decision.actions()) {
                    act(service, action, now);
                }
            }
            file.write(records);
        } finally {
            lock.unlock();
        }
    }

    private boolean forgotten(TaskRecord task, Instant now) {
        var gone = task.stoppedAt != null && now.isAfter(task.stoppedAt.plus(KEEP_STOPPED));
        if (gone) {
            live.remove(task.arn);
        }
        return gone;
    }

    private List<ObservedTask> observe(ServiceRecord service) {
        return records.tasks.values().stream()
                .filter(task -> task.serviceArn.equals(service.arn))
                .map(task -> observer.observe(task, live(task.arn).health))
                .toList();
    }

    private void act(ServiceRecord service, Action action, Instant now) {
        if (action instanceof Action.Launch launch) {
            launch.taskIds().forEach(id -> launch(task(service, launch.deploymentId(), id, now)));
            if (runtime.simulated()) {
                service.tell(
                        "(service %s) tasks are simulated: no container engine answers on this machine."
                                .formatted(service.state.name()),
                        now);
            }
        } else if (action instanceof Action.Stop stop) {
            for (var task : List.copyOf(records.tasks.values())) {
                if (task.id.equals(stop.taskId())) {
                    stop(task, "ServiceSchedulerInitiated", stop.reason());
                }
            }
        } else if (action instanceof Action.Tell tell) {
            service.tell(tell.message(), now);
        } else if (action instanceof Action.Publish publish) {
            publisher.execute(() -> publish(service, publish, now));
        }
    }

    private void publish(ServiceRecord service, Action.Publish publish, Instant at) {
        try {
            ports.events()
                    .publish(
                            service.region,
                            service.arn,
                            publish.change(),
                            publish.deploymentId(),
                            publish.reason(),
                            at);
        } catch (RuntimeException e) {
            // ECS delivers these at best effort too; the service's own events keep the record.
            LOG.warn("event {} of {} is lost: {}", publish.change(), service.arn, e.toString());
        }
    }

    private TaskRecord task(ServiceRecord service, String deploymentId, String id, Instant now) {
        var cluster = service.clusterArn.substring(service.clusterArn.lastIndexOf('/') + 1);
        var task = new TaskRecord();
        task.id = id;
        task.arn = "arn:aws:ecs:%s:%s:task/%s/%s".formatted(service.region, settings.accountId(), cluster, id);
        task.region = service.region;
        task.clusterArn = service.clusterArn;
        task.serviceArn = service.arn;
        task.deploymentId = deploymentId;
        task.group = "service:" + service.state.name();
        task.startedBy = deploymentId;
        task.launchType = service.declared.path("launchType").asText("FARGATE");
        task.createdAt = now;
        task.targets = service.targets();
        service.state.deployments().stream()
                .filter(deployment -> deployment.id().equals(deploymentId))
                .forEach(deployment -> task.taskDefinitionArn = deployment.taskDefinition());
        return task;
    }

    /** After a restart: keeps what still runs, ends what was half done, removes what nobody knows. */
    private void recover() throws InterruptedException {
        balancers.prefer(records.listenerPorts);
        try {
            var running = runtime.list(records.cloud);
            lock.lock();
            try {
                work.recover(records, running);
                file.write(records);
            } finally {
                lock.unlock();
            }
            work.removeUnknown(running);
        } catch (ContainerFailure e) {
            LOG.warn("{} does not say what runs: {}", runtime.description(), e.getMessage());
        }
    }

    /** Stops looking after anything, and leaves the containers running for the next start. */
    @Override
    public void close() {
        loop.shutdownNow();
        live.values().forEach(task -> task.logs.values().forEach(LogPump::abandon));
        workers.shutdownNow();
        publisher.shutdown();
    }

    /** Stops and removes all containers, then closes; the next start launches the services' tasks again. */
    public void shutDown(Duration limit) throws InterruptedException {
        loop.shutdownNow();
        var ignored = loop.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        var pending = new ArrayList<java.util.concurrent.CompletableFuture<Void>>();
        lock.lock();
        try {
            for (var task : records.tasks.values()) {
                if (task.lastStatus != TaskStatus.STOPPED) {
                    stop(task, "ServiceSchedulerInitiated", "The local cloud was stopped");
                    pending.add(live(task.arn).work);
                }
            }
            file.write(records);
        } finally {
            lock.unlock();
        }
        var all = java.util.concurrent.CompletableFuture.allOf(
                pending.toArray(new java.util.concurrent.CompletableFuture<?>[0]));
        try {
            all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warn("some containers did not stop within {}: {}", limit, e.toString());
        }
        close();
    }
}
