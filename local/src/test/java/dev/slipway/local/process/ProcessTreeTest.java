package dev.slipway.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.slipway.testing.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {
    /** A child and a grandchild, neither of which ends with the program that is killed. */
    @Test
    void whatAProgramStartedDoesNotOutliveIt(@TempDir Path folder) throws Exception {
        var pids = folder.resolve("pids");
        var script =
                """
                trap '' TERM
                sh -c 'echo $$; sleep 1000 & echo $!; wait' > '%1$s.new' &
                until [ "$(wc -l < '%1$s.new')" = 2 ]; do :; done
                mv '%1$s.new' '%1$s'
                wait
                """
                        .formatted(pids);
        var program = new ProcessBuilder("sh", "-c", script).start();
        var ready = program.toHandle();
        while (!Files.exists(pids)) {
            assertThat(ready.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        var started = new ArrayList<ProcessHandle>();
        for (var pid : Files.readAllLines(pids)) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(started::add);
        }
        assertThat(started).hasSize(2).allMatch(ProcessHandle::isAlive);

        assertThat(ProcessTree.ends(program, Duration.ofMillis(1))).isFalse();

        started.add(program.toHandle());
        started.forEach(one -> one.onExit().join());
        assertThat(started).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void whatEndsInTimeIsLeftAlone() throws Exception {
        var program = new ProcessBuilder("sh", "-c", "exit 3").start();
        assertThat(ProcessTree.ends(program, Patience.LIMIT)).isTrue();
        assertThat(program.exitValue()).isEqualTo(3);
    }

    /** One mechanism: nobody else kills a program, and leaves what it started. */
    @Test
    void nobodyElseKillsPrograms() {
        var ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.slipway.local");
        ArchRuleDefinition.noClasses()
                .that()
                .doNotBelongToAnyOf(ProcessTree.class)
                .should()
                .callMethod(Process.class, "destroyForcibly")
                .orShould()
                .callMethod(ProcessHandle.class, "destroyForcibly")
                .check(ours);
    }
}
