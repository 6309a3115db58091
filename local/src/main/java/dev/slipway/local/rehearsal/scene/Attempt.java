package dev.slipway.local.rehearsal.scene;

import java.time.Instant;
import java.util.Objects;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;

/**
 * One run of an action.
 *
 * @param stage name of its stage
 * @param action its name
 * @param status as AWS says it
 * @param code of its error; empty without one
 * @param message of its error or of its work; may be empty
 * @param started when
 */
public record Attempt(String stage, String action, String status, String code, String message, Instant started) {
    static Attempt of(ActionExecutionDetail run) {
        var result = run.output() == null ? null : run.output().executionResult();
        var error = result == null ? null : result.errorDetails();
        var said = error == null ? null : error.message();
        if (said == null && result != null) {
            said = result.externalExecutionSummary();
        }
        return new Attempt(
                run.stageName(),
                run.actionName(),
                run.statusAsString(),
                error == null || error.code() == null ? "" : error.code(),
                Objects.requireNonNullElse(said, ""),
                Objects.requireNonNullElse(run.startTime(), Instant.EPOCH));
    }

    /** Whether it has failed. */
    public boolean failed() {
        return status.equals("Failed");
    }
}
