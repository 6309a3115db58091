package dev.slipway.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.executions.PretendPipelines;
import dev.slipway.local.rehearsal.scene.Executions;
import dev.slipway.local.rehearsal.scene.Wait;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;

/** A commit that was pushed before goes live by what is there: nothing is pushed, and nothing is started twice. */
class MendingTest {
    private static final String WEB = "slipway-local-web";
    private static final String COMMIT = "3f2c1a9d5e6b7c8091a2b3c4d5e6f70812345678";
    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");

    private final PretendPipelines pipelines = new PretendPipelines().declare(WEB, false);

    private Mending.Chosen chosen(String commit) {
        var executions = new Executions(pipelines, WEB, new Wait(Duration.ofSeconds(1), Duration.ofMillis(1)));
        return new Mending(pipelines, WEB, executions).execution(commit);
    }

    private void execution(String id, String status) {
        pipelines.execution(id, status, AT, AT, "The sample");
    }

    @Test
    void followsTheExecutionThatRuns() {
        execution("one", "InProgress");
        assertThat(chosen(COMMIT)).isEqualTo(new Mending.Chosen("one", ""));
        assertThat(pipelines.wishes()).isEmpty();
    }

    @Test
    void leavesWhatHasBeenLiveAsItIs() {
        execution("one", "Succeeded");
        execution("two", "Failed");
        pipelines.state("Build", "two", "Failed", "");
        assertThat(chosen(COMMIT)).isEqualTo(new Mending.Chosen("one", ""));
        assertThat(pipelines.wishes()).isEmpty();
    }

    @Test
    void retriesTheStageThatFailed() {
        execution("one", "Failed");
        pipelines.state("Source", "one", "Succeeded", "");
        pipelines.state("Build", "one", "Failed", "");
        assertThat(chosen(COMMIT)).isEqualTo(new Mending.Chosen("one", "stage Build is retried"));
        assertThat(pipelines.wishes()).containsExactly("retry slipway-local-web/Build one FAILED_ACTIONS");
    }

    @Test
    void startsThePipelineAgainWhenTheStageCannotBeRetried() {
        execution("one", "Failed");
        pipelines.state("Build", "one", "Failed", "");
        pipelines.refuseToRetry(
                StageNotRetryableException.builder().message("changed").build());
        assertThat(chosen(COMMIT)).isEqualTo(new Mending.Chosen("started", "the pipeline is started again"));
        assertThat(pipelines.wishes())
                .containsExactly("retry slipway-local-web/Build one FAILED_ACTIONS", "start slipway-local-web []");
    }

    @Test
    void startsThePipelineAgainWhenTheExecutionWasStopped() {
        execution("one", "Stopped");
        assertThat(chosen(COMMIT)).isEqualTo(new Mending.Chosen("started", "the pipeline is started again"));
    }

    @Test
    void startsThePipelineForACommitThatNoExecutionTook() {
        execution("created", "Failed");
        pipelines.state("Source", "created", "Failed", "");
        assertThat(chosen("0000000000000000000000000000000000000000"))
                .isEqualTo(new Mending.Chosen("started", "the pipeline is started again"));
        assertThat(pipelines.wishes()).containsExactly("start slipway-local-web []");
    }
}
