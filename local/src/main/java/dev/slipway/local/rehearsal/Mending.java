package dev.slipway.local.rehearsal;

import dev.slipway.local.executions.Retries;
import dev.slipway.local.rehearsal.scene.Executions;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ConflictException;
import software.amazon.awssdk.services.codepipeline.model.NotLatestPipelineExecutionException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;

/**
 * Finds the execution that brings a commit live which was pushed before, and sets it going again when it failed. What has been live once is
 * left as it is: later failures are those of later commits.
 */
final class Mending {
    private final CodePipelineClient codepipeline;
    private final String pipeline;
    private final Executions executions;

    Mending(CodePipelineClient codepipeline, String pipeline, Executions executions) {
        this.codepipeline = codepipeline;
        this.pipeline = pipeline;
        this.executions = executions;
    }

    /**
     * What there is to follow.
     *
     * @param execution its id
     * @param done what was done for it, to be told; empty when nothing had to be
     */
    record Chosen(String execution, String done) {}

    /** The execution of a commit that is in the repository. */
    Chosen execution(String commit) {
        var all = executions.all().stream()
                .filter(execution -> !Executions.rollback(execution))
                .toList();
        var live = all.stream()
                .filter(execution -> "Succeeded".equals(execution.statusAsString()))
                .findFirst();
        if (live.isPresent()) {
            return new Chosen(live.get().pipelineExecutionId(), "");
        }
        var ofCommit = all.stream().filter(execution -> took(execution, commit)).toList();
        var running = ofCommit.stream().filter(Executions::runs).findFirst();
        if (running.isPresent()) {
            return new Chosen(running.get().pipelineExecutionId(), "");
        }
        return ofCommit.isEmpty() ? start() : again(ofCommit.get(0).pipelineExecutionId());
    }

    private static boolean took(PipelineExecutionSummary execution, String commit) {
        return execution.sourceRevisions().stream().anyMatch(revision -> commit.equals(revision.revisionId()));
    }

    private Chosen again(String failed) {
        var retries = new Retries(codepipeline);
        var stage = retries.failed(pipeline).stream()
                .filter(one -> one.execution().equals(failed))
                .findFirst();
        if (stage.isEmpty()) {
            return start();
        }
        try {
            return new Chosen(
                    retries.retry(pipeline, stage.get(), false),
                    "stage %s is retried".formatted(stage.get().stage()));
        } catch (StageNotRetryableException | NotLatestPipelineExecutionException | ConflictException e) {
            // The pipeline was changed since, or another execution came by.
            return start();
        }
    }

    private Chosen start() {
        return new Chosen(
                codepipeline
                        .startPipelineExecution(request -> request.name(pipeline))
                        .pipelineExecutionId(),
                "the pipeline is started again");
    }
}
