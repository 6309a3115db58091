package dev.slipway.policies.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.PlatformPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RulesPageTest {
    @Test
    void isCurrent() throws IOException {
        assertThat(Files.readString(Path.of(RulesPage.FILE)))
                .as("CONTRIBUTING-RULES.md has the command that writes RULES.md")
                .isEqualTo(RulesPage.render(PlatformPack.pack(), Path.of(RulesPage.EXAMPLES)));
    }
}
