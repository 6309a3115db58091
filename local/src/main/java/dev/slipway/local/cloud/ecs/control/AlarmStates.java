package dev.slipway.local.cloud.ecs.control;

import java.util.Collection;
import java.util.Set;

/** The states of CloudWatch alarms. */
@FunctionalInterface
public interface AlarmStates {
    /** Those of the names whose alarm is in state ALARM. */
    Set<String> inAlarm(String region, Collection<String> names);
}
