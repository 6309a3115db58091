package dev.slipway.local.cloud.ecs.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.scheduler.Deployment;
import dev.slipway.local.cloud.ecs.scheduler.ServiceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is kept of a service. Mutable; changed only while the controller's lock is held. */
public final class ServiceRecord {
    private static final int NEWEST_EVENTS = 100;

    /** Region that it was made in. */
    public String region;
    /** Its ARN. */
    public String arn;
    /** Its cluster's ARN. */
    public String clusterArn;
    /** What the scheduler knows. */
    public ServiceState state;
    /** The members of its description that clients set and the scheduler does not need, as they were sent. */
    public ObjectNode declared;
    /** When it was made. */
    public Instant createdAt;
    /** Newest first. */
    public List<ServiceEvent> events = new ArrayList<>();

    /** Makes one. */
    public ServiceRecord(
            String region, String arn, String clusterArn, ServiceState state, ObjectNode declared, Instant createdAt) {
        this.region = region;
        this.arn = arn;
        this.clusterArn = clusterArn;
        this.state = state;
        this.declared = declared;
        this.createdAt = createdAt;
    }

    /** For reading from the file, which sets every field. */
    ServiceRecord() {
        this(
                "",
                "",
                "",
                ServiceState.create(
                        "",
                        0,
                        dev.slipway.local.cloud.ecs.scheduler.DeploymentConfiguration.DEFAULT,
                        java.time.Duration.ZERO,
                        Deployment.begin("ecs-svc/0", "", Instant.EPOCH)),
                JsonNodeFactory.instance.objectNode(),
                Instant.EPOCH);
    }

    /** Adds an event; the oldest of more than 100 go. */
    public void tell(String message, Instant now) {
        events.add(0, new ServiceEvent(UUID.randomUUID().toString(), now, message));
        while (events.size() > NEWEST_EVENTS) {
            events.remove(events.size() - 1);
        }
    }

    /** The target groups that its tasks register in. */
    List<TaskTarget> targets() {
        var targets = new ArrayList<TaskTarget>();
        for (var entry : declared.path("loadBalancers")) {
            var arn = entry.path("targetGroupArn").asText("");
            if (!arn.isEmpty()) {
                targets.add(new TaskTarget(
                        arn,
                        entry.path("containerName").asText(),
                        entry.path("containerPort").asInt()));
            }
        }
        return targets;
    }
}
