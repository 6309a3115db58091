package dev.slipway.local.cloud.ecs.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFileTest {
    /** Files of earlier versions have no checksum: what is wrong with them shows itself when they are read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'services': []} | line 1, column 14",
                "{'services': {] | line 1, column 15",
                "{'services': 5} | line 1, column 14",
                "nothing | line 1, column 8"
            })
    void whatIsNoRecordIsSaidByItsPlaceAndInNoParsersWords(String text, String place, @TempDir Path folder)
            throws Exception {
        var file = Files.writeString(folder.resolve("ecs.json"), text.replace('\'', '"'));
        var reason = "is damaged (it is not JSON of services and tasks from %s on)".formatted(place);

        assertThat(RecordFile.damage(file, Optional.empty()))
                .hasValueSatisfying(damage -> assertThat(damage.what()).isEqualTo(reason));
        assertThatThrownBy(() -> new RecordFile(file).read())
                .hasMessage("%s %s, expected the records of the ECS controller: ./slipway local reset starts afresh"
                        .formatted(file, reason));
    }
}
