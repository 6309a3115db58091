package dev.slipway.local.cloud.ecs.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What there is at one moment.
 *
 * @param tasks tasks of the service, stopped ones too as long as they are kept
 * @param alarmsInAlarm names of the alarms that are in state ALARM
 * @param now the moment
 */
public record Observation(List<ObservedTask> tasks, Set<String> alarmsInAlarm, Instant now) {
    /** Copies the collections. */
    public Observation {
        tasks = List.copyOf(tasks);
        alarmsInAlarm = Set.copyOf(alarmsInAlarm);
    }
}
