package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.scheduler.DeploymentStateChange;
import java.time.Instant;

/** Where {@code ECS Deployment State Change} events go. */
@FunctionalInterface
public interface DeploymentEvents {
    /**
     * Puts one on the bus.
     *
     * @param serviceArn the event's resource
     * @param change eventName, and with it eventType
     * @param deploymentId {@code ecs-svc/NUMBER}
     * @param reason in ECS's words
     * @param at updatedAt
     */
    void publish(
            String region,
            String serviceArn,
            DeploymentStateChange change,
            String deploymentId,
            String reason,
            Instant at);
}
