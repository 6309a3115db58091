package dev.slipway.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {
    @Test
    void aProgramThatDoesNotEndIsKilledWithItsChildrenThoughTheyHoldItsOutput(@TempDir Path folder) throws Exception {
        var pid = folder.resolve("pid");
        var script = "echo begun; sleep 1000 & echo $! > '%s'; wait".formatted(pid);
        assertThatThrownBy(() -> Answer.of(new ProcessBuilder("sh", "-c", script), Duration.ofSeconds(3)))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("did not answer in 3 s, and said until then: begun");
        var child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        child.ifPresent(one -> one.onExit().join());
        assertThat(child.filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void whatAProgramLeavesRunningHoldsNobodyUp(@TempDir Path folder) throws Exception {
        var pid = folder.resolve("pid");
        var script = "echo done; sleep 1000 & echo $! > '%s'; exit 3".formatted(pid);
        try {
            assertThat(Answer.of(new ProcessBuilder("sh", "-c", script), Patience.LIMIT))
                    .isEqualTo(new Answer(3, "done\n"));
        } finally {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
