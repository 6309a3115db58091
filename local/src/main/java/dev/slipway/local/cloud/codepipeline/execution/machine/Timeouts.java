package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.declaration.Action;
import java.time.Duration;

/**
 * How long an action may take.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html">Quotas</a>
 */
final class Timeouts {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration APPROVAL = Duration.ofDays(7);

    private Timeouts() {}

    static Duration of(Action action) {
        if (action.node().has("timeoutInMinutes")) {
            return Duration.ofMinutes(action.node().path("timeoutInMinutes").asLong());
        }
        return switch (action.type().provider()) {
            case "Manual" -> APPROVAL;
            case "CodeBuild" -> Duration.ofHours(8);
            case "CodeDeployToECS" -> Duration.ofDays(5);
            default -> USUAL;
        };
    }
}
