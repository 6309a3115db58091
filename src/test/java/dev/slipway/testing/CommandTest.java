package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
    private static final Duration SOON = Duration.ofMillis(500);

    @Test
    void aProgramThatDoesNotEndIsKilledWithItsChildrenAndWhatItSaidIsTold(@TempDir Path folder) throws Exception {
        var pid = folder.resolve("pid");
        var script = "echo begun; sleep 1000 & echo $! > '%s'; wait".formatted(pid);
        assertThatThrownBy(() -> Command.run(Duration.ofSeconds(3), new ProcessBuilder("sh", "-c", script)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has not ended within PT3S, and was killed; its output so far:")
                .hasMessageContaining("begun");
        var child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        child.ifPresent(one -> one.onExit().join());
        assertThat(child.filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void whatAProgramLeavesRunningHoldsNobodyUp(@TempDir Path folder) throws Exception {
        var pid = folder.resolve("pid");
        var script = "echo done; sleep 1000 & echo $! > '%s'".formatted(pid);
        try {
            assertThat(Command.run(Patience.LIMIT, new ProcessBuilder("sh", "-c", script)))
                    .isEqualTo(new Command.Ended(0, "done\n"));
        } finally {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aProgramThatSaysNothingIsNotWaitedForForEver() throws Exception {
        var silent = new ProcessBuilder("sleep", "1000").start();
        assertThatThrownBy(() -> Command.line(silent, silent.inputReader(), SOON))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no line from ")
                .hasMessageContaining(" within PT0.5S; it was killed");
        assertThat(silent.isAlive()).isFalse();
    }

    @Test
    void inputAndExitCodeAreTold() throws Exception {
        assertThat(Command.run(Patience.LIMIT, new ProcessBuilder("sh", "-c", "cat; echo error >&2; exit 3"), "text\n"))
                .isEqualTo(new Command.Ended(3, "text\nerror\n"));
    }
}
