package dev.slipway.local.cloud.ecs.scheduler;

/**
 * The events {@code ECS Deployment State Change}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html">Events</a>
 */
public enum DeploymentStateChange {
    /** A deployment began. */
    SERVICE_DEPLOYMENT_IN_PROGRESS("INFO"),
    /** A deployment completed. */
    SERVICE_DEPLOYMENT_COMPLETED("INFO"),
    /** The circuit breaker or an alarm ended a deployment. */
    SERVICE_DEPLOYMENT_FAILED("ERROR");

    private final String eventType;

    DeploymentStateChange(String eventType) {
        this.eventType = eventType;
    }

    /** {@code INFO} or {@code ERROR}. */
    public String eventType() {
        return eventType;
    }
}
