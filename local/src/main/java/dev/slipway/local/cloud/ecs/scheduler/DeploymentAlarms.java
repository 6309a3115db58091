package dev.slipway.local.cloud.ecs.scheduler;

import java.time.Duration;
import java.util.List;

/**
 * CloudWatch alarms that end a deployment.
 *
 * @param alarmNames the alarms to watch
 * @param enable whether they are watched
 * @param rollback whether a deployment that they ended is rolled back to the last completed one
 * @param bakeTime how long the alarms are watched after the last task was replaced
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html">Deployment alarms</a>
 */
public record DeploymentAlarms(List<String> alarmNames, boolean enable, boolean rollback, Duration bakeTime) {
    /** No alarms. */
    public static final DeploymentAlarms NONE = new DeploymentAlarms(List.of(), false, false, Duration.ZERO);

    /** Copies the names and refuses a negative bake time. */
    public DeploymentAlarms {
        alarmNames = List.copyOf(alarmNames);
        if (bakeTime.isNegative()) {
            throw new IllegalArgumentException(
                    "bake time is %s, expected zero or more: correct bakeTimeInMinutes".formatted(bakeTime));
        }
    }
}
