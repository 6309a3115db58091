package dev.slipway.local.cloud.access.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.iam.evaluation.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLogTest {
    private final Path folder;

    CallLogTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static JudgedCall call(int second, String role, String session) {
        return new JudgedCall(
                Instant.EPOCH.plusSeconds(second),
                role,
                session,
                "us-east-1",
                "s3:GetObject",
                "arn:aws:s3:::b/\"k\"\n",
                Map.of("s3:prefix", List.of("a", "b")),
                Decision.Outcome.IMPLICIT_DENY,
                List.of("p/S"),
                "no",
                true);
    }

    @Test
    void answersByRoleSessionTimeAndNumber() throws IOException {
        try (var log = CallLog.open(folder, 10)) {
            var calls = List.of(call(1, "r", "s"), call(2, "q", "s"), call(3, "r", "t"), call(4, "r", "s"));
            calls.forEach(log::add);
            assertThat(log.find(CallQuery.all())).isEqualTo(calls);
            assertThat(log.find(CallQuery.all().ofRole("r").newest(2))).isEqualTo(calls.subList(2, 4));
            assertThat(log.find(CallQuery.all().ofSession("s").from(Instant.EPOCH.plusSeconds(2))))
                    .containsExactly(calls.get(1), calls.get(3));
        }
    }

    @Test
    void keepsCallsOverAKillThatCutALineShort() throws IOException {
        try (var log = CallLog.open(folder, 10)) {
            log.add(call(1, "r", "s"));
        }
        Path file;
        try (var files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, "{\"time\":", StandardOpenOption.APPEND);
        try (var log = CallLog.open(folder, 10)) {
            log.add(call(2, "r", "s"));
            assertThat(log.find(CallQuery.all())).containsExactly(call(1, "r", "s"), call(2, "r", "s"));
        }
    }

    @Test
    void dropsTheOldest() throws IOException {
        try (var log = CallLog.open(folder, 10)) {
            IntStream.range(0, 1000).forEach(second -> log.add(call(second, "r", "s")));
            assertThat(log.find(CallQuery.all()))
                    .isEqualTo(IntStream.range(950, 1000)
                            .mapToObj(second -> call(second, "r", "s"))
                            .toList());
        }
        try (var log = CallLog.open(folder, 10);
                Stream<Path> files = Files.list(folder)) {
            assertThat(log.find(CallQuery.all())).hasSizeBetween(40, 50);
            assertThat(files).hasSizeLessThanOrEqualTo(6);
        }
    }
}
