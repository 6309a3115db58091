package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResourcesPageTest {
    @Test
    void thePageOfTypesAndFunctionsIsCurrent() throws IOException {
        assertThat(Files.readString(Path.of("..").resolve(ResourcesPage.FILE)))
                .as("%s names the command that writes it", ResourcesPage.FILE)
                .isEqualTo(ResourcesPage.render());
    }
}
