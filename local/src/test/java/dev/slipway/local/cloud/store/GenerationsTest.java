package dev.slipway.local.cloud.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationsTest {
    @Test
    void aRecordThatIsNoJsonIsSaidByItsNumberAndInNoParsersWords(@TempDir Path folder) throws Exception {
        var generations = new Generations(folder);
        try (var journal = Journal.open(generations.journal(0), 0, (written, tip) -> {})) {
            journal.append("{\"pipelines\": {\"web\": {}}}");
            journal.append("{\"pipelines\": oops}");
        }

        assertThatThrownBy(() -> generations.read(Optional.empty()))
                .isInstanceOf(DamagedState.class)
                .hasMessageContaining("%s is damaged (record 2 is not JSON from line 1, column 19 on)"
                        .formatted(generations.journal(0)));
    }
}
