package dev.slipway.local.rehearsal.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.executions.PretendPipelines;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;

/** What an interrupted rehearsal left under way ends before another one begins. */
class ExecutionsTest {
    private static final String WEB = "slipway-local-web";
    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");

    private final PretendPipelines pipelines = new PretendPipelines().declare(WEB, true);
    private final Executions executions =
            new Executions(pipelines, WEB, new Wait(Duration.ofSeconds(10), Duration.ofMillis(1)));

    private void execution(String id, String status) {
        pipelines.execution(id, status, AT, AT, "x");
    }

    private static String abandon(String id) {
        return "stop slipway-local-web %s abandon=true reason=a rehearsal was interrupted".formatted(id);
    }

    @Test
    void abandonsWhatRunsAndLeavesWhatHasEnded() throws InterruptedException {
        execution("done", "Succeeded");
        execution("waits", "InProgress");
        execution("stops", "Stopping");

        assertThat(executions.abandonAll()).isEqualTo(Set.of("stops", "waits"));
        assertThat(pipelines.wishes()).containsExactly(abandon("stops"), abandon("waits"));
        assertThat(executions.all()).noneMatch(Executions::runs);
    }

    @Test
    void abandonsWhatBeginsMeanwhile() throws InterruptedException {
        execution("first", "InProgress");
        pipelines.then(() -> {}, () -> execution("second", "InProgress"));

        assertThat(executions.abandonAll()).isEqualTo(Set.of("first", "second"));
        assertThat(pipelines.wishes()).containsExactly(abandon("first"), abandon("second"));
    }

    @Test
    void waitsForWhatEndsByItself() throws InterruptedException {
        execution("ends", "InProgress");
        pipelines.refuseToStop(PipelineExecutionNotStoppableException.builder()
                .message("the execution has ended")
                .build());
        pipelines.then(() -> {}, () -> {}, () -> execution("ends", "Failed"));

        assertThat(executions.abandonAll()).isEqualTo(Set.of("ends"));
    }

    @Test
    void abandonsNothingWhereNothingRuns() throws InterruptedException {
        execution("done", "Failed");

        assertThat(executions.abandonAll()).isEmpty();
        assertThat(pipelines.wishes()).isEmpty();
    }

    @Test
    void doesNotWaitForEver() {
        execution("stuck", "InProgress");
        pipelines.refuseToStop(PipelineExecutionNotStoppableException.builder()
                .message("it cannot be stopped")
                .build());
        var impatient = new Executions(pipelines, WEB, new Wait(Duration.ofMillis(5), Duration.ofMillis(1)));

        assertThatThrownBy(impatient::abandonAll)
                .isInstanceOf(Wait.TookTooLong.class)
                .hasMessage("waited 0 s for the end of the executions of pipeline slipway-local-web, in vain");
    }
}
