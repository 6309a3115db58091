package dev.slipway.local.executions;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ECS service with what runs for it.
 *
 * @param cluster name of the cluster
 * @param service name of the service
 * @param desired how many tasks it shall have
 * @param running how many run
 * @param deployments newest first; more than one while one replaces another
 * @param tasks those that are not stopped, and those that stopped a short while ago
 * @param events newest first
 * @param targetGroups ARNs of the target groups that its tasks are in
 */
public record ServiceView(
        String cluster,
        String service,
        int desired,
        int running,
        List<Deployment> deployments,
        List<Task> tasks,
        List<Event> events,
        List<String> targetGroups) {
    /** Copies the lists. */
    public ServiceView {
        deployments = List.copyOf(deployments);
        tasks = List.copyOf(tasks);
        events = List.copyOf(events);
        targetGroups = List.copyOf(targetGroups);
    }

    /**
     * A deployment.
     *
     * @param id such as {@code ecs-svc/1234567890123456789}
     * @param status {@code PRIMARY}, {@code ACTIVE} or {@code INACTIVE}
     * @param revision family and revision of its task definition, such as {@code web:5}
     * @param desired tasks that it shall have
     * @param pending tasks that start
     * @param running tasks that run
     * @param failed tasks that failed
     * @param rollout {@code IN_PROGRESS}, {@code COMPLETED} or {@code FAILED}; empty when not told
     * @param reason why
     */
    public record Deployment(
            String id,
            String status,
            String revision,
            int desired,
            int pending,
            int running,
            int failed,
            String rollout,
            String reason) {}

    /**
     * A task.
     *
     * @param id its id
     * @param revision family and revision of its task definition
     * @param status such as {@code RUNNING}
     * @param health {@code HEALTHY}, {@code UNHEALTHY} or {@code UNKNOWN}, from the checks inside its containers
     * @param target what its load balancer says, such as {@code draining}; empty without one
     * @param started when it was running; null before
     * @param reason why it stopped; empty when it did not
     * @param simulated whether no container engine runs it
     */
    public record Task(
            String id,
            String revision,
            String status,
            String health,
            String target,
            @Nullable Instant started,
            String reason,
            boolean simulated) {}

    /**
     * What the service reported.
     *
     * @param id its id
     * @param time when
     * @param message what
     */
    public record Event(String id, Instant time, String message) {}
}
