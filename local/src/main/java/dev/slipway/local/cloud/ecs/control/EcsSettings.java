package dev.slipway.local.cloud.ecs.control;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the controller runs.
 *
 * @param state file that keeps its records; beside it, pulled-images keeps what {@code ./slipway local reset} has to remove
 * @param accountId account of all resources
 * @param region whose load balancers are served even before a service is made
 * @param unchecked how long a task without health checks has to run before it counts as healthy; 40 s on ECS
 * @param tick time between two looks at everything
 * @param balancerRefresh time between two readings of the declared load balancers, beside those that are asked for
 * @param manifest where its files are noted
 */
public record EcsSettings(
        Path state,
        String accountId,
        String region,
        Duration unchecked,
        Duration tick,
        Duration balancerRefresh,
        EcsManifest manifest) {
    /** Settings of a controller whose files are in no manifest. */
    public EcsSettings(
            Path state, String accountId, String region, Duration unchecked, Duration tick, Duration balancerRefresh) {
        this(state, accountId, region, unchecked, tick, balancerRefresh, EcsManifest.none());
    }

    /** ECS's own times. */
    public static EcsSettings of(Path state, EcsManifest manifest) {
        return new EcsSettings(
                state,
                "000000000000",
                "us-east-1",
                Duration.ofSeconds(40),
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                manifest);
    }
}
