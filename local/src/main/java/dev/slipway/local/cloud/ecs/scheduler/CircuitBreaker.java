package dev.slipway.local.cloud.ecs.scheduler;

/**
 * The deployment circuit breaker.
 *
 * @param enable whether failed tasks end a deployment
 * @param rollback whether a deployment that it ended is rolled back to the last completed one
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html">Circuit breaker</a>
 */
public record CircuitBreaker(boolean enable, boolean rollback) {
    /** No circuit breaker, as ECS has it when none is asked for. */
    public static final CircuitBreaker OFF = new CircuitBreaker(false, false);

    /** Refuses a rollback that nothing could start. */
    public CircuitBreaker {
        if (rollback && !enable) {
            throw new IllegalArgumentException(
                    "deploymentCircuitBreaker has rollback without enable, expected both: set enable to true");
        }
    }

    /** How many failed tasks end a deployment: half of the desired count, at least 3 and at most 200. */
    public int threshold(int desiredCount) {
        return Math.max(3, Math.min(200, (desiredCount + 1) / 2));
    }
}
