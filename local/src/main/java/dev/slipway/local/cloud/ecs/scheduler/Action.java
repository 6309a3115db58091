package dev.slipway.local.cloud.ecs.scheduler;

import java.util.List;

/** What the controller has to do; in the order given. */
public sealed interface Action {
    /**
     * Launch tasks of a deployment.
     *
     * @param deploymentId the deployment
     * @param taskIds ids of the new tasks, one each
     */
    record Launch(String deploymentId, List<String> taskIds) implements Action {
        /** Copies the ids. */
        public Launch {
            taskIds = List.copyOf(taskIds);
        }
    }

    /**
     * Stop a task: deregister it, let connections drain, stop its containers.
     *
     * @param taskId the task
     * @param reason its stoppedReason
     */
    record Stop(String taskId, String reason) implements Action {}

    /**
     * Add a service event.
     *
     * @param message text in ECS's words
     */
    record Tell(String message) implements Action {}

    /**
     * Put an {@code ECS Deployment State Change} on the event bus.
     *
     * @param change what happened
     * @param deploymentId to which deployment
     * @param reason why, in ECS's words
     */
    record Publish(DeploymentStateChange change, String deploymentId, String reason) implements Action {}
}
