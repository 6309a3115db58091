package dev.slipway.local.rehearsal.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchesTest {
    private final Path folder;

    SwitchesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everySwitchIsAFileAndGoesOffAgain() throws IOException {
        var switches = new Switches(folder);

        switches.registryDown(true);
        switches.throttle("StartBuild", 2);
        assertThat(folder.resolve("registry-down")).exists();
        assertThat(switches.toThrottle("StartBuild")).isEqualTo(2);
        assertThat(switches.toThrottle("GetPipeline")).isZero();

        switches.off();
        assertThat(folder.resolve("registry-down")).doesNotExist();
        assertThat(switches.toThrottle("StartBuild")).isZero();
    }
}
