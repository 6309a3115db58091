package dev.slipway.local.cloud.ecs.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.cloud.ecs.control.DeploymentEvents;
import dev.slipway.local.cloud.ecs.scheduler.DeploymentStateChange;
import dev.slipway.local.cloud.events.EventBus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Deployment events in the form of ECS.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html">Events</a>
 */
public final class AwsDeploymentEvents implements DeploymentEvents {
    private final EventBus events;

    /** Makes it. */
    public AwsDeploymentEvents(EventBus events) {
        this.events = events;
    }

    @Override
    public void publish(
            String region,
            String serviceArn,
            DeploymentStateChange change,
            String deploymentId,
            String reason,
            Instant at) {
        var detail = JsonNodeFactory.instance
                .objectNode()
                .put("eventType", change.eventType())
                .put("eventName", change.name())
                .put("deploymentId", deploymentId)
                .put("updatedAt", at.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("reason", reason);
        events.put(
                new EventBus.Event(region, "aws.ecs", "ECS Deployment State Change", List.of(serviceArn), detail, at));
    }
}
