package dev.slipway.local.cloud.ecs.scheduler;

/**
 * The bounds of a rolling deployment and what ends it.
 *
 * @param minimumHealthyPercent share of the desired count that stays healthy, 0 to 100
 * @param maximumPercent share of the desired count that may run or be pending, 100 or more
 * @param circuitBreaker failed tasks that end it
 * @param alarms alarms that end it
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html">DeploymentConfiguration</a>
 */
public record DeploymentConfiguration(
        int minimumHealthyPercent, int maximumPercent, CircuitBreaker circuitBreaker, DeploymentAlarms alarms) {
    /** What ECS takes when a service says nothing: 100 and 200 percent, no circuit breaker, no alarms. */
    public static final DeploymentConfiguration DEFAULT =
            new DeploymentConfiguration(100, 200, CircuitBreaker.OFF, DeploymentAlarms.NONE);

    /** Checks both percents. Bounds that leave no room, such as 100 and 100, are taken, as on AWS, and told when they matter. */
    public DeploymentConfiguration {
        if (minimumHealthyPercent < 0 || minimumHealthyPercent > 100) {
            throw new IllegalArgumentException(
                    "minimumHealthyPercent is %d, expected 0 to 100: correct it".formatted(minimumHealthyPercent));
        }
        if (maximumPercent < 100 || maximumPercent > 10_000) {
            throw new IllegalArgumentException(
                    "maximumPercent is %d, expected 100 to 10000: correct it".formatted(maximumPercent));
        }
    }

    /** How many healthy tasks a deployment leaves at least: rounded up. */
    public int floor(int desiredCount) {
        return Math.toIntExact(((long) desiredCount * minimumHealthyPercent + 99) / 100);
    }

    /** How many tasks may run or be pending at most: rounded down. */
    public int ceiling(int desiredCount) {
        return Math.toIntExact((long) desiredCount * maximumPercent / 100);
    }
}
