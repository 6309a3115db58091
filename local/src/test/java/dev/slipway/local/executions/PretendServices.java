package dev.slipway.local.executions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Builds, logs, a service and its targets as clients see them, with what a test puts in. Any other operation fails. */
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
public final class PretendServices {
    private static final String TASK_DEFINITION = "arn:aws:ecs:us-east-1:000000000000:task-definition/";
    private static final String TASK = "arn:aws:ecs:us-east-1:000000000000:task/slipway-local/";

    private final Map<LogPlace, List<OutputLogEvent>> logs = new ConcurrentHashMap<>();
    private final List<Task> tasks = new CopyOnWriteArrayList<>();
    private final List<TargetHealthDescription> targets = new CopyOnWriteArrayList<>();
    private final Map<String, List<BuildPhase>> failed = new ConcurrentHashMap<>();
    private @Nullable Service service;

    /** Lets a phase of a build fail. */
    public void fail(String buildId, String phase, String message) {
        failed.computeIfAbsent(buildId, known -> new CopyOnWriteArrayList<>())
                .add(BuildPhase.builder()
                        .phaseType(phase)
                        .phaseStatus("FAILED")
                        .contexts(context ->
                                context.statusCode("COMMAND_EXECUTION_ERROR").message(message))
                        .build());
    }

    /** Writes a line to a stream. */
    public void write(LogPlace place, Instant time, String message) {
        logs.computeIfAbsent(place, known -> new CopyOnWriteArrayList<>())
                .add(OutputLogEvent.builder()
                        .timestamp(time.toEpochMilli())
                        .message(message)
                        .build());
    }

    /** Where the log of a build goes. */
    public static LogPlace place(String buildId) {
        var parts = buildId.split(":", 2);
        return new LogPlace("/aws/codebuild/" + parts[0], parts[1]);
    }

    /** Sets the service. */
    public void service(Service is) {
        service = is;
    }

    /** Sets a task, which listens on a port of this machine. */
    public void task(String id, String revision, String status, int port, String target, Instant started) {
        tasks.removeIf(task -> task.taskArn().equals(TASK + id));
        tasks.add(Task.builder()
                .taskArn(TASK + id)
                .taskDefinitionArn(TASK_DEFINITION + revision)
                .lastStatus(status)
                .desiredStatus(status.equals("STOPPED") ? "STOPPED" : "RUNNING")
                .healthStatus("UNKNOWN")
                .startedAt(started)
                .containers(container -> container.name("web").networkBindings(binding -> binding.bindIP("127.0.0.1")
                        .containerPort(8080)
                        .hostPort(port)))
                .build());
        targets.removeIf(known -> known.target().port() == port);
        if (!target.isEmpty()) {
            targets.add(TargetHealthDescription.builder()
                    .target(one -> one.id("127.0.0.1").port(port))
                    .targetHealth(health -> health.state(target))
                    .build());
        }
    }

    /** Clients of all of it, and of these pipelines. */
    public Clients clients(PretendPipelines pipelines) {
        return new Clients(
                pipelines,
                new Builds(),
                new Logs(),
                new Ecs(),
                new Balancers(),
                UrlConnectionHttpClient.create(),
                Duration.ofMillis(1));
    }

    private final class Builds implements CodeBuildClient {
        @Override
        public BatchGetBuildsResponse batchGetBuilds(BatchGetBuildsRequest request) {
            return BatchGetBuildsResponse.builder()
                    .builds(request.ids().stream()
                            .map(id -> Build.builder()
                                    .id(id)
                                    .phases(failed.getOrDefault(id, List.of()))
                                    .logs(place ->
                                            place.groupName(place(id).group()).streamName(place(id).stream()))
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class Logs implements CloudWatchLogsClient {
        @Override
        public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
            var events = logs.get(new LogPlace(request.logGroupName(), request.logStreamName()));
            if (events == null) {
                throw ResourceNotFoundException.builder()
                        .message("The specified log stream does not exist.")
                        .build();
            }
            var from = request.nextToken() == null
                    ? 0
                    : Integer.parseInt(request.nextToken().substring("f/".length()));
            var all = List.copyOf(events);
            return GetLogEventsResponse.builder()
                    .events(all.subList(from, all.size()))
                    .nextForwardToken("f/" + all.size())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class Ecs implements EcsClient {
        @Override
        public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
            var known = service;
            return DescribeServicesResponse.builder()
                    .services(known == null ? List.of() : List.of(known))
                    .build();
        }

        @Override
        public ListTasksResponse listTasks(ListTasksRequest request) {
            var wanted = request.desiredStatusAsString() == null ? "RUNNING" : request.desiredStatusAsString();
            return ListTasksResponse.builder()
                    .taskArns(tasks.stream()
                            .filter(task -> task.desiredStatus().equals(wanted))
                            .map(Task::taskArn)
                            .toList())
                    .build();
        }

        @Override
        public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
            return DescribeTasksResponse.builder()
                    .tasks(tasks.stream()
                            .filter(task -> request.tasks().contains(task.taskArn()))
                            .toList())
                    .build();
        }

        @Override
        public DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest request) {
            return DescribeTaskDefinitionResponse.builder()
                    .taskDefinition(TaskDefinition.builder()
                            .taskDefinitionArn(request.taskDefinition())
                            .containerDefinitions(
                                    container -> container.name("web").logConfiguration(log -> log.logDriver("awslogs")
                                            .options(Map.of(
                                                    "awslogs-group", "/ecs/web", "awslogs-stream-prefix", "web"))))
                            .build())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class Balancers implements ElasticLoadBalancingV2Client {
        @Override
        public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
            return DescribeTargetGroupsResponse.builder()
                    .targetGroups(request.targetGroupArns().stream()
                            .map(arn -> TargetGroup.builder()
                                    .targetGroupArn(arn)
                                    .loadBalancerArns("arn:balancer")
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
            return DescribeListenersResponse.builder()
                    .listeners(Map.of("web", 8081, "api", 8082).entrySet().stream()
                            .map(one -> Listener.builder()
                                    .listenerArn("arn:listener:" + one.getKey())
                                    .port(one.getValue())
                                    .defaultActions(Action.builder()
                                            .targetGroupArn("arn:targets:" + one.getKey())
                                            .build())
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
            return DescribeTargetHealthResponse.builder()
                    .targetHealthDescriptions(targets)
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
