package dev.slipway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.slipway.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsSchemaTest {
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(SettingsSchema.text());

    @Test
    void isCurrentWithAllThatIsGeneratedFromTheRecords() throws IOException {
        var root = Path.of("");
        for (var file : SettingsFiles.contents(root).entrySet()) {
            assertThat(Files.readString(root.resolve(file.getKey())))
                    .as(
                            "%s: write it anew with mvn compile exec:java -DmainClass=%s",
                            file.getKey(), SettingsFiles.class.getName())
                    .isEqualTo(file.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "local"})
    void acceptsTheStacksOfTheProject(String stack) {
        assertThat(SCHEMA.validate(StackFile.of(stack).tree())).isEmpty();
    }

    static Stream<BadConfig> visibleToTheSchema() {
        return BadConfig.TABLE.stream().filter(BadConfig::inSchema);
    }

    @ParameterizedTest
    @MethodSource("visibleToTheSchema")
    void refusesWhatTheReaderRefuses(BadConfig bad) {
        assertThat(SCHEMA.validate(StackFile.parse(bad.file()).tree())).isNotEmpty();
    }

    static Stream<BadConfig> hiddenFromTheSchema() {
        return BadConfig.TABLE.stream().filter(bad -> !bad.inSchema());
    }

    @ParameterizedTest
    @MethodSource("hiddenFromTheSchema")
    void leavesWhatLiesBetweenTwoSettingsToTheReader(BadConfig bad) {
        assertThat(SCHEMA.validate(StackFile.parse(bad.file()).tree())).isEmpty();
    }

    @Test
    void takesTheTableIntoTheReadmeBetweenItsMarkers() {
        var readme = "before\n" + SettingsFiles.BEGIN + "\nold\n" + SettingsFiles.END + "\nafter\n";
        assertThat(SettingsFiles.withTable(readme))
                .isEqualTo("before\n" + SettingsFiles.BEGIN + "\n" + SettingsTable.markdown() + SettingsFiles.END
                        + "\nafter\n");
        assertThat(SettingsFiles.withTable("no markers\n")).isEqualTo("no markers\n");
    }
}
