package dev.slipway.local.cloud.ecs.scheduler;

/**
 * The deployment that a rollback returns to.
 *
 * @param id {@code ecs-svc/NUMBER}
 * @param taskDefinition ARN of its revision
 */
public record CompletedDeployment(String id, String taskDefinition) {}
