package dev.slipway.local.cloud.ecs.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.api.EcsApi;
import dev.slipway.local.cloud.ecs.balancer.BalancerConfiguration;
import dev.slipway.local.cloud.ecs.balancer.Listener;
import dev.slipway.local.cloud.ecs.balancer.LoadBalancers;
import dev.slipway.local.cloud.ecs.balancer.Rule;
import dev.slipway.local.cloud.ecs.balancer.RuleAction;
import dev.slipway.local.cloud.ecs.balancer.TargetGroup;
import dev.slipway.local.cloud.ecs.health.CheckSchedule;
import dev.slipway.local.cloud.ecs.health.HttpCodes;
import dev.slipway.local.cloud.ecs.runtime.ContainerRuntime;
import dev.slipway.local.cloud.ecs.runtime.LogLine;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A controller with everything around it in memory, and a runtime as given. */
public final class World implements AutoCloseable {
    /** The cluster. */
    public static final String CLUSTER = "arn:aws:ecs:us-east-1:000000000000:cluster/main";
    /** The target group that {@link #serve} makes. */
    public static final String GROUP =
            "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/web/0123456789abcdef";

    private static final String LISTENER =
            "arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/web/0123456789abcdef/0123456789abcdef";
    private static final String REGION = "us-east-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path state;
    private final ContainerRuntime runtime;
    private final Map<String, TaskDefinition> definitions = new ConcurrentHashMap<>();
    private final Set<String> alarms = ConcurrentHashMap.newKeySet();
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final Map<String, List<LogLine>> logs = new ConcurrentHashMap<>();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private volatile BalancerConfiguration balancers = BalancerConfiguration.EMPTY;
    private LoadBalancers loadBalancers;
    private ServiceController controller;
    private EcsApi api;

    /** Starts it. */
    public World(Path state, ContainerRuntime runtime) throws InterruptedException {
        this.state = state;
        this.runtime = runtime;
        loadBalancers = new LoadBalancers(Clock.systemUTC());
        controller = controller();
        api = new EcsApi(controller);
    }

    private ServiceController controller() throws InterruptedException {
        var sink = new LogSink() {
            @Override
            public void open(LogDestination destination, String stream, TaskSession session)
                    throws TaskResourceFailure {
                if (destination.group().equals("missing")) {
                    throw new TaskResourceFailure("The specified log group does not exist.");
                }
                logs.put(destination.group() + " " + stream, new CopyOnWriteArrayList<>());
            }

            @Override
            public void write(LogDestination destination, String stream, TaskSession session, List<LogLine> lines) {
                logs.computeIfAbsent(destination.group() + " " + stream, key -> new CopyOnWriteArrayList<>())
                        .addAll(lines);
            }

            @Override
            public Instant newest(LogDestination destination, String stream) {
                return logs.getOrDefault(destination.group() + " " + stream, List.of()).stream()
                        .map(LogLine::at)
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH);
            }
        };
        var ports = new Ports(
                (region, reference) -> {
                    if (!reference.isEmpty() && !reference.equals("main") && !reference.equals(CLUSTER)) {
                        throw new EcsFault("ClusterNotFoundException", "Cluster not found.");
                    }
                    return CLUSTER;
                },
                (region, reference) -> {
                    var found = definitions.get(reference.substring(reference.lastIndexOf('/') + 1));
                    if (found == null) {
                        throw new EcsFault("ClientException", "Unable to describe task definition.");
                    }
                    return found;
                },
                region -> balancers,
                (region, names) -> {
                    var on = new HashSet<>(alarms);
                    on.retainAll(names);
                    return on;
                },
                (region, service, change, deployment, reason, at) -> published.add(change + " " + reason),
                sink,
                (session, valueFrom) -> {
                    var value = secrets.get(valueFrom);
                    if (value == null) {
                        throw new TaskResourceFailure("Secrets Manager can't find the specified secret.");
                    }
                    return value;
                },
                (session, image) -> null,
                (task, definition) -> Map.of("ECS_TASK", task.arn));
        var settings = new EcsSettings(
                state.resolve("ecs.json"),
                "000000000000",
                REGION,
                // Longer than it takes to notice that a real container ended.
                runtime.simulated() ? Duration.ofMillis(100) : Duration.ofMillis(2_500),
                Duration.ofMillis(100),
                Duration.ofSeconds(1));
        return ServiceController.start(settings, runtime, loadBalancers, ports, Clock.systemUTC());
    }

    /** Ends the process without any farewell, as far as one test process can, and starts anew from what is on disk. */
    public void crashAndRestart() throws InterruptedException {
        controller.close();
        loadBalancers.close();
        loadBalancers = new LoadBalancers(Clock.systemUTC());
        controller = controller();
        api = new EcsApi(controller);
    }

    /** Registers a revision {@code family:N}. */
    public void define(String revision, ContainerDefinition... containers) {
        definitions.put(
                revision,
                new TaskDefinition(
                        "arn:aws:ecs:us-east-1:000000000000:task-definition/" + revision,
                        revision.substring(0, revision.indexOf(':')),
                        "bridge",
                        "arn:aws:iam::000000000000:role/execution",
                        "",
                        "256",
                        "512",
                        List.of(containers)));
    }

    /** Declares a load balancer with one listener that forwards to one target group with the given health check. */
    public void serve(String healthCheckPath) throws IOException {
        var group = new TargetGroup(
                GROUP,
                true,
                healthCheckPath,
                "traffic-port",
                HttpCodes.parse("200"),
                new CheckSchedule(Duration.ofMillis(300), Duration.ofSeconds(2), 2, 2, Duration.ZERO),
                Duration.ofSeconds(5));
        var listener = new Listener(
                LISTENER,
                "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/web/0123456789abcdef",
                freePort(),
                "HTTP",
                List.of(new Rule(Rule.DEFAULT, List.of(), new RuleAction.Forward(Map.of(GROUP, 1)))));
        balancers = new BalancerConfiguration(List.of(listener), List.of(group));
        controller.balancersChanged();
    }

    /** Takes the listener away; the target group stays. */
    public void withoutListener() {
        balancers = new BalancerConfiguration(List.of(), balancers.targetGroups());
        controller.balancersChanged();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Calls the API. */
    public ObjectNode call(String operation, String input) throws EcsFault {
        return api.call(REGION, operation, parse(input));
    }

    private static ObjectNode parse(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The API. */
    public EcsApi api() {
        return api;
    }

    /** The service web, as described. */
    public JsonNode service() throws EcsFault {
        return call("DescribeServices", "{'cluster': 'main', 'services': ['web']}")
                .path("services")
                .path(0);
    }

    /** The tasks of service web, described; running ones or stopped ones. */
    public List<JsonNode> tasks(String desiredStatus) throws EcsFault {
        var arns = call(
                        "ListTasks",
                        "{'cluster': 'main', 'serviceName': 'web', 'desiredStatus': '%s'}".formatted(desiredStatus))
                .path("taskArns");
        var described = call("DescribeTasks", "{'cluster': 'main', 'tasks': %s}".formatted(arns));
        var tasks = new ArrayList<JsonNode>();
        described.path("tasks").forEach(tasks::add);
        return tasks;
    }

    /** Messages of the service's events, oldest first, with ids and ports made anonymous. */
    public List<String> events() throws EcsFault {
        var messages = new ArrayList<String>();
        for (var event : service().path("events")) {
            messages.add(0, anonymous(event.path("message").asText()));
        }
        return messages;
    }

    /** A text with what differs from run to run replaced. */
    public static String anonymous(String text) {
        return text.replaceAll("ecs-svc/[0-9]+", "ecs-svc/N").replaceAll("[0-9a-f]{32}", "T");
    }

    /** Waits until the description of service web satisfies a condition. */
    public JsonNode await(String what, Duration limit, Predicate<JsonNode> condition)
            throws EcsFault, InterruptedException {
        var end = Instant.now().plus(limit);
        var seen = service();
        while (!condition.test(seen)) {
            assertThat(Instant.now())
                    .as("%s within %s: %s", what, limit, seen.toPrettyString())
                    .isBefore(end);
            Thread.sleep(50);
            seen = service();
        }
        return seen;
    }

    /** Waits until the service has one deployment, completed, with all tasks running. */
    public JsonNode awaitSteady(String taskDefinition) throws EcsFault, InterruptedException {
        return await(
                "steady with " + taskDefinition,
                Patience.LIMIT,
                service -> service.path("deployments").size() == 1
                        && service.path("taskDefinition").asText().endsWith("/" + taskDefinition)
                        && service.path("deployments")
                                .path(0)
                                .path("rolloutState")
                                .asText()
                                .equals("COMPLETED")
                        && service.path("runningCount").asInt()
                                == service.path("desiredCount").asInt());
    }

    /** Where the listener answers. */
    public URI url() throws InterruptedException {
        var end = Instant.now().plusSeconds(10);
        while (!controller.listenerUrls().containsKey(LISTENER)) {
            assertThat(Instant.now()).as("listener is served").isBefore(end);
            Thread.sleep(20);
        }
        return controller.listenerUrls().get(LISTENER);
    }

    /** What was published on the bus. */
    public List<String> published() {
        return published.stream().map(World::anonymous).toList();
    }

    /** Log lines by group and stream. */
    public Map<String, List<LogLine>> logs() {
        return logs;
    }

    /** Secrets by ARN. */
    public Map<String, String> secrets() {
        return secrets;
    }

    /** Alarms that are on. */
    public Set<String> alarms() {
        return alarms;
    }

    /** The id of this cloud on the labels of its containers. */
    public String cloud() {
        return controller.cloud();
    }

    @Override
    public void close() throws InterruptedException {
        controller.shutDown(Duration.ofSeconds(30));
        loadBalancers.close();
    }
}
