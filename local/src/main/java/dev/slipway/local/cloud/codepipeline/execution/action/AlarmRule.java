package dev.slipway.local.cloud.codepipeline.execution.action;

import dev.slipway.local.cloud.clients.CloudClients;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/**
 * Checks that an alarm is not in one of the named states, for the wanted time.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CloudWatchAlarm.html">CloudWatchAlarm</a>
 */
public final class AlarmRule implements RuleExecutor {
    private final CloudClients clients;
    private final Roles roles;
    private final Clock clock;

    /** Alarms of one gateway's CloudWatch. */
    public AlarmRule(CloudClients clients, Roles roles, Clock clock) {
        this.clients = clients;
        this.roles = roles;
        this.clock = clock;
    }

    @Override
    public Optional<Finding> look(RuleTask task) throws ActionFailure {
        var configuration = task.run().configuration();
        var name = configuration.getOrDefault("AlarmName", "");
        var bad = Arrays.stream(
                        configuration.getOrDefault("AlarmStates", "ALARM").split(","))
                .map(String::strip)
                .toList();
        var region = task.rule().path("region").asText(task.region());
        var state = clients
                .client(CloudWatchClient.builder(), region, roles.of(task))
                .describeAlarms(request -> request.alarmNames(List.of(name)))
                .metricAlarms()
                .stream()
                .findFirst()
                .orElseThrow(
                        () -> new ActionFailure("ConfigurationError", "The alarm '%s' does not exist".formatted(name)))
                .stateValueAsString();
        var summary = "The alarm '%s' is in state %s".formatted(name, state);
        if (bad.contains(state)) {
            return Optional.of(new Finding(false, summary));
        }
        var wait = Duration.ofMinutes(Long.parseLong(configuration.getOrDefault("WaitTime", "0")));
        return clock.instant().isBefore(task.run().started().plus(wait))
                ? Optional.empty()
                : Optional.of(new Finding(true, summary));
    }
}
