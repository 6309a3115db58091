package dev.slipway.local.cloud.ecs.control;

/**
 * A target group that a task registers in.
 *
 * @param targetGroupArn the group
 * @param containerName container of the task
 * @param containerPort port of that container
 */
public record TaskTarget(String targetGroupArn, String containerName, int containerPort) {}
