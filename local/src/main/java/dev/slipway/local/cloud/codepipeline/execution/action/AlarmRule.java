package dev.slipway.local.cloud.codepipeline.execution.action;

import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/**
 * Checks that an alarm is not in one of the named states. Before a stage, the rule passes as soon as it is not, and WaitTime is how
 * long that may take. After a stage, the alarm is watched for all of WaitTime and must never be in one.
 *
 * @param clients call the gateway
 * @param roles are what an action works as
 * @param clock the time
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CloudWatchAlarm.html">CloudWatchAlarm</a>
 */
public record AlarmRule(CloudClients clients, Roles roles, Clock clock) implements RuleExecutor {
    private static final Set<String> STATES = Set.of("ALARM", "OK", "INSUFFICIENT_DATA");

    @Override
    public Optional<Finding> look(RuleTask task) throws ActionFailure {
        var bad = badStates(task);
        var end = task.run().started().plus(waitTime(task));
        var state = state(task);
        var summary = "The alarm '%s' is in state %s"
                .formatted(task.run().configuration().get("AlarmName"), state);
        var met = !bad.contains(state);
        // An entry waits for the alarm to calm down. After a stage, an alarm at any time of the wait counts.
        var decides = task.kind() == ConditionKind.BEFORE_ENTRY ? met : !met;
        return decides || !clock.instant().isBefore(end) ? Optional.of(new Finding(met, summary)) : Optional.empty();
    }

    private static Set<String> badStates(RuleTask task) throws ActionFailure {
        var given = task.run().configuration().getOrDefault("AlarmStates", "ALARM");
        var states = Arrays.stream(given.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!STATES.containsAll(states)) {
            throw new ActionFailure(
                    "ConfigurationError",
                    "AlarmStates is '%s', expected some of ALARM, OK and INSUFFICIENT_DATA, separated by commas"
                            .formatted(given));
        }
        return states;
    }

    private static Duration waitTime(RuleTask task) throws ActionFailure {
        var given = task.run().configuration().getOrDefault("WaitTime", "0");
        try {
            return Duration.ofMinutes(Integer.parseUnsignedInt(given.strip()));
        } catch (NumberFormatException wrong) {
            throw new ActionFailure(
                    "ConfigurationError", "WaitTime is '%s', expected a number of minutes".formatted(given));
        }
    }

    private String state(RuleTask task) throws ActionFailure {
        var name = task.run().configuration().getOrDefault("AlarmName", "");
        if (name.isEmpty()) {
            throw new ActionFailure("ConfigurationError", "AlarmName is not given, expected the name of an alarm");
        }
        var region = task.rule().path("region").asText(task.region());
        return clients
                .client(CloudWatchClient.builder(), region, roles.of(task))
                .describeAlarms(request -> request.alarmNames(name))
                .metricAlarms()
                .stream()
                .findFirst()
                .orElseThrow(
                        () -> new ActionFailure("ConfigurationError", "The alarm '%s' does not exist".formatted(name)))
                .stateValueAsString();
    }
}
