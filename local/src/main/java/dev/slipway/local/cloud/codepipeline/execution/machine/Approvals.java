package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionOutcome;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import java.util.Map;

/** Takes answers to approvals. */
final class Approvals {
    private final Work work;
    private final Actions actions;

    Approvals(Work work, Actions actions) {
        this.work = work;
        this.actions = actions;
    }

    void answer(Event.Answer answer) {
        var stage = work.requireStage(answer.stage());
        if (stage.action(answer.action()).isEmpty()) {
            throw new AwsException(
                    "ActionNotFoundException",
                    "Stage '%s' does not have an action '%s'".formatted(answer.stage(), answer.action()));
        }
        var attempt = work.all().stream()
                .flatMap(execution -> execution.stage(answer.stage()).stream())
                .flatMap(run -> run.actions().stream())
                .filter(run -> run.action().equals(answer.action()))
                .filter(run -> run.input().token().equals(answer.token()))
                .findFirst()
                .orElseThrow(() -> invalid("is not one of action '%s'".formatted(answer.action())));
        requireOpen(attempt);
        actions.report(new Event.Report(attempt.id(), attempt.progress().says(answer.summary())));
        actions.close(
                attempt.id(),
                answer.approved()
                        ? ActionOutcome.success(Map.of())
                        : ActionOutcome.failure(
                                "JobFailed", answer.summary().isEmpty() ? "Rejected" : answer.summary()),
                answer.by());
    }

    private static void requireOpen(ActionRun attempt) {
        if (!attempt.status().ended()) {
            return;
        }
        if (attempt.updatedBy().isEmpty()) {
            throw invalid("has expired");
        }
        throw new AwsException(
                "ApprovalAlreadyCompletedException",
                "The approval was %s by %s already"
                        .formatted(attempt.outcome().failed() ? "rejected" : "approved", attempt.updatedBy()));
    }

    private static AwsException invalid(String why) {
        return new AwsException("InvalidApprovalTokenException", "The approval token " + why);
    }
}
