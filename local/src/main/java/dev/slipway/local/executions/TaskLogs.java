package dev.slipway.local.executions;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Task;

/** The logs of a service's tasks, as far as their containers write to CloudWatch Logs. Each look continues the one before. */
public final class TaskLogs {
    private static final int SHORT = 8;

    private final EcsClient ecs;
    private final LogReader logs;
    private final ServiceTarget target;
    private final Map<LogPlace, String> next = new HashMap<>();
    private final Map<String, List<ContainerDefinition>> definitions = new HashMap<>();

    /** The logs of one service. */
    public TaskLogs(EcsClient ecs, LogReader logs, ServiceTarget target) {
        this.ecs = ecs;
        this.logs = logs;
        this.target = target;
    }

    private record Line(LogChunk.Line line, String task) {}

    /**
     * What was written since the last look, oldest first, each line with the beginning of its task's id.
     *
     * @throws NothingToDo when no task runs, or none writes to CloudWatch Logs
     */
    public List<String> read() {
        var arns = ecs.listTasks(request -> request.cluster(target.cluster()).serviceName(target.service()))
                .taskArns();
        if (arns.isEmpty()) {
            if (next.isEmpty()) {
                throw new NothingToDo(
                        "no tasks: service %s of cluster %s runs none".formatted(target.service(), target.cluster()));
            }
            return List.of();
        }
        var tasks = ecs.describeTasks(
                        request -> request.cluster(target.cluster()).tasks(arns))
                .tasks();
        var lines = tasks.stream()
                .flatMap(this::read)
                .sorted(Comparator.comparing(line -> line.line().time()))
                .map(line -> line.task() + " " + line.line().text())
                .toList();
        if (next.isEmpty()) {
            throw new NothingToDo(
                    "no log: no container of service %s has the log driver awslogs with a stream prefix; add it to the task definition"
                            .formatted(target.service()));
        }
        return lines;
    }

    private Stream<Line> read(Task task) {
        var id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
        return containers(task.taskDefinitionArn()).stream()
                .flatMap(container -> place(container, id).stream())
                .flatMap(place -> {
                    var chunk = logs.read(place, next.getOrDefault(place, ""));
                    next.put(place, chunk.next());
                    return chunk.lines().stream()
                            .map(line -> new Line(line, id.substring(0, Math.min(SHORT, id.length()))));
                });
    }

    private List<ContainerDefinition> containers(String definition) {
        return definitions.computeIfAbsent(
                definition, arn -> ecs.describeTaskDefinition(request -> request.taskDefinition(arn))
                        .taskDefinition()
                        .containerDefinitions());
    }

    private static Optional<LogPlace> place(ContainerDefinition container, String task) {
        var settings = container.logConfiguration();
        if (settings == null || settings.logDriver() != LogDriver.AWSLOGS) {
            return Optional.empty();
        }
        var group = settings.options().get("awslogs-group");
        var prefix = settings.options().get("awslogs-stream-prefix");
        return group == null || prefix == null
                ? Optional.empty()
                : Optional.of(new LogPlace(group, "%s/%s/%s".formatted(prefix, container.name(), task)));
    }
}
