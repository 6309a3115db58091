package dev.slipway.local.rehearsal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T10:00:00Z");

    private final Path folder;

    EvidenceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void knowsWhatAnEarlierRunHasDone() throws IOException {
        Evidence.open(folder.resolve("e"), "roles", MONDAY).add("web", "crash-loop");

        var again = Evidence.open(folder.resolve("e"), "roles", TUESDAY);
        assertThat(again.since()).isEqualTo(MONDAY);
        assertThat(again.has("web", "crash-loop")).isTrue();
        assertThat(again.has("api", "crash-loop")).isFalse();
        assertThat(again.resumed()).isTrue();
    }

    @Test
    void tellsThatNobodyWasHereBefore() throws IOException {
        assertThat(Evidence.open(folder.resolve("e"), "roles", MONDAY).resumed())
                .isFalse();
    }

    @Test
    void beginsAfreshWhenTheRolesHaveChanged() throws IOException {
        Evidence.open(folder.resolve("e"), "roles", MONDAY).add("web", "crash-loop");

        var other = Evidence.open(folder.resolve("e"), "other roles", TUESDAY);
        assertThat(other.since()).isEqualTo(TUESDAY);
        assertThat(other.has("web", "crash-loop")).isFalse();
        assertThat(other.resumed()).as("what was under way still is").isTrue();
    }
}
