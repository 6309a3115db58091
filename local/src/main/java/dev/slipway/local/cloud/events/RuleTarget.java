package dev.slipway.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * A target of a rule.
 *
 * @param id its id in the rule
 * @param arn what is called
 * @param roleArn the role that EventBridge takes on to call it; empty when the rule gives none
 * @param attempts how often a call that may succeed later is tried again, 0 to 185
 * @param age how old an event may get before it is given up, a minute to a day
 */
record RuleTarget(String id, String arn, String roleArn, int attempts, Duration age) {
    private static final int MOST_ATTEMPTS = 185;
    private static final int OLDEST_SECONDS = 86_400;

    /** A target as PutTargets takes it; without a RetryPolicy it has AWS's defaults. */
    static RuleTarget of(JsonNode target) {
        var retry = target.path("RetryPolicy");
        return new RuleTarget(
                target.path("Id").asText(),
                target.path("Arn").asText(),
                target.path("RoleArn").asText(""),
                retry.path("MaximumRetryAttempts").asInt(MOST_ATTEMPTS),
                Duration.ofSeconds(retry.path("MaximumEventAgeInSeconds").asInt(OLDEST_SECONDS)));
    }
}
