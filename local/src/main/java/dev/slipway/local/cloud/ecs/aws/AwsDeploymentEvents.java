package dev.slipway.local.cloud.ecs.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.cloud.ecs.control.DeploymentEvents;
import dev.slipway.local.cloud.ecs.scheduler.DeploymentStateChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Deployment events on the default bus. */
public final class AwsDeploymentEvents implements DeploymentEvents {
    private static final Logger LOG = LoggerFactory.getLogger(AwsDeploymentEvents.class);

    private final AwsClients clients;

    /** Makes it. */
    public AwsDeploymentEvents(AwsClients clients) {
        this.clients = clients;
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
        var entry = PutEventsRequestEntry.builder()
                .source("aws.ecs")
                .detailType("ECS Deployment State Change")
                .resources(serviceArn)
                .time(at)
                .detail(detail.toString())
                .build();
        try {
            clients.client(EventBridgeClient.builder(), region, "").putEvents(request -> request.entries(entry));
        } catch (SdkException e) {
            // ECS delivers these events at best effort too; the service's own events keep the record.
            LOG.warn("event {} of {} is lost: {}", change, serviceArn, e.getMessage());
        }
    }
}
