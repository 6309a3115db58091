package dev.slipway.local.cloud.ecs.control;

/**
 * In whose name something is done for one task: a session of its execution role, or of its task role.
 *
 * @param region the task's
 * @param roleArn the role; empty when the task definition has none
 * @param taskArn the task, after whose id the session is named
 */
public record TaskSession(String region, String roleArn, String taskArn) {
    /** The session in which ECS itself prepares a task. */
    static TaskSession ofExecution(TaskRecord task, TaskDefinition definition) {
        return new TaskSession(task.region, definition.executionRoleArn(), task.arn);
    }

    /** The session that a task's containers have. */
    static TaskSession ofContainers(TaskRecord task, TaskDefinition definition) {
        return new TaskSession(task.region, definition.taskRoleArn(), task.arn);
    }

    /** Its name: the id of the task. */
    public String name() {
        return taskArn.substring(taskArn.lastIndexOf('/') + 1);
    }
}
