package dev.slipway.local.executions;

import java.util.List;

/**
 * One execution in a list.
 *
 * @param id its id
 * @param progress its status and times
 * @param trigger what started it, such as {@code CloudWatchEvent}
 * @param triggerDetail who or what exactly, such as the ARN of a rule; empty when not told
 * @param mode {@code QUEUED}, {@code SUPERSEDED} or {@code PARALLEL}
 * @param type {@code STANDARD} or {@code ROLLBACK}
 * @param revisions what its sources brought
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineExecutionSummary.html">PipelineExecutionSummary</a>
 */
public record ExecutionSummary(
        String id,
        Progress progress,
        String trigger,
        String triggerDetail,
        String mode,
        String type,
        List<Revision> revisions) {
    /** Copies the revisions. */
    public ExecutionSummary {
        revisions = List.copyOf(revisions);
    }
}
