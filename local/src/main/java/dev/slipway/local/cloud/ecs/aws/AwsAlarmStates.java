package dev.slipway.local.cloud.ecs.aws;

import dev.slipway.local.cloud.ecs.control.AlarmStates;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** CloudWatch alarms. */
public final class AwsAlarmStates implements AlarmStates {
    private final AwsClients clients;

    /** Makes it. */
    public AwsAlarmStates(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public Set<String> inAlarm(String region, Collection<String> names) {
        var on = new TreeSet<String>();
        if (names.isEmpty()) {
            return on;
        }
        var answer =
                clients.client(CloudWatchClient.builder(), region).describeAlarms(request -> request.alarmNames(names));
        answer.metricAlarms().stream()
                .filter(alarm -> alarm.stateValue() == StateValue.ALARM)
                .forEach(alarm -> on.add(alarm.alarmName()));
        answer.compositeAlarms().stream()
                .filter(alarm -> alarm.stateValue() == StateValue.ALARM)
                .forEach(alarm -> on.add(alarm.alarmName()));
        return on;
    }
}
