package dev.slipway.local.cloud.ecs.scheduler;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The texts of service events.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html">Service events</a>
 */
public final class ServiceEvents {
    private ServiceEvents() {}

    static String started(String service, List<String> tasks) {
        return "(service %s) has started %d tasks: %s.".formatted(service, tasks.size(), list(tasks));
    }

    static String stopped(String service, List<String> tasks) {
        return "(service %s) has stopped %d running tasks: %s.".formatted(service, tasks.size(), list(tasks));
    }

    static String failedContainerHealthChecks(String service, String task) {
        return "(service %s) (task %s) failed container health checks.".formatted(service, task);
    }

    static String unhealthyTarget(String service, String task, String detail) {
        return "(service %s) (task %s) %s.".formatted(service, task, detail);
    }

    static String unableToPlace(String service, String reason) {
        return "(service %s) was unable to place a task. Reason: %s".formatted(service, sentence(reason));
    }

    static String unableToStartConsistently(String service) {
        return "(service %s) is unable to consistently start tasks successfully.".formatted(service);
    }

    static String noRoom(String service) {
        return "(service %s) was unable to stop or start tasks during a deployment because of the service deployment"
                        .formatted(service)
                + " configuration. Update the minimumHealthyPercent or maximumPercent value and try again.";
    }

    static String deploymentFailed(String service, String deployment, String cause) {
        return "(service %s) (deployment %s) deployment failed: %s.".formatted(service, deployment, cause);
    }

    static String rollingBack(String service, String deployment) {
        return "(service %s) rolling back to deployment %s.".formatted(service, deployment);
    }

    static String deploymentCompleted(String service, String deployment) {
        return "(service %s) (deployment %s) deployment completed.".formatted(service, deployment);
    }

    static String steadyState(String service) {
        return "(service %s) has reached a steady state.".formatted(service);
    }

    /** Tasks were added to a target group. */
    public static String registered(String service, int targets, String targetGroupArn) {
        return "(service %s) registered %d targets in (target-group %s)".formatted(service, targets, targetGroupArn);
    }

    /** Tasks were taken out of a target group. */
    public static String deregistered(String service, int targets, String targetGroupArn) {
        return "(service %s) deregistered %d targets in (target-group %s)".formatted(service, targets, targetGroupArn);
    }

    /** Connections of tasks drain before they stop. */
    public static String draining(String service, int tasks) {
        return "(service %s) has begun draining connections on %d tasks.".formatted(service, tasks);
    }

    private static String list(List<String> tasks) {
        return tasks.stream().map(task -> "(task " + task + ")").collect(Collectors.joining(" "));
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }
}
