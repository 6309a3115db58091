package dev.slipway.local.cloud.ecs.balancer;

import dev.slipway.local.cloud.ecs.health.CheckSchedule;
import dev.slipway.local.cloud.ecs.health.HttpCodes;
import java.time.Duration;

/**
 * A target group.
 *
 * @param arn its ARN
 * @param healthCheckEnabled without it every target is healthy
 * @param healthCheckPath path of the health check
 * @param healthCheckPort {@code traffic-port} or a container port
 * @param codes that count as healthy
 * @param schedule interval, timeout and thresholds
 * @param deregistrationDelay how long a deregistered target may finish its requests
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html">TargetGroup</a>
 */
public record TargetGroup(
        String arn,
        boolean healthCheckEnabled,
        String healthCheckPath,
        String healthCheckPort,
        HttpCodes codes,
        CheckSchedule schedule,
        Duration deregistrationDelay) {}
