package dev.slipway.policies.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.slipway.policies.PlatformPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSchemaTest {
    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(ConfigSchema.render(PlatformPack.pack()));

    @Test
    void isCurrent() throws IOException {
        assertThat(Files.readString(Path.of(ConfigSchema.FILE)))
                .as("CONTRIBUTING-RULES.md has the command that writes the schema")
                .isEqualTo(ConfigSchema.render(PlatformPack.pack()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.dev.json", "config.prod.json"})
    void takesTheConfigurationsOfTheProject(String file) throws IOException {
        assertThat(schema.validate(Files.readString(Path.of(file)), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"all\": \"loud\"}",
                "{\"keys-rotat\": \"mandatory\"}",
                "{\"keys-rotate\": {\"level\": \"mandatory\"}}",
                "{\"logs-expire\": {\"leastDays\": \"30\"}}",
                "{\"pack-settings\": \"disabled\"}",
                "{\"keys-rotate\": {\"suppressions\": [{\"resource\": \"key\"}]}}",
                "{\"pack-settings\": {\"suppressions\": [{\"resource\": \"key\", \"reason\": \"OPS-1\"}]}}"
            })
    void refusesWhatThePackCannotUse(String configuration) {
        assertThat(schema.validate(configuration, InputFormat.JSON)).isNotEmpty();
    }
}
