package dev.slipway.local.cloud.access.record;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.iam.evaluation.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallLineTest {
    private static final String WHOLE = CallLine.write(new JudgedCall(
            Instant.EPOCH,
            "role",
            "session",
            "eu-west-1",
            "s3:GetObject",
            "*",
            Map.of(),
            Decision.Outcome.ALLOWED,
            List.of(),
            "",
            false));

    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of(
                        WHOLE.replace("\"role\":", "\"role\" "),
                        "line 2 is not JSON from column %d on".formatted(WHOLE.indexOf("\"role\":") + 8)),
                Arguments.of(
                        WHOLE.replace("1970-01-01T00:00:00Z", "yesterday"),
                        "line 2 has the time \"yesterday\", expected one such as 2026-01-31T12:00:00Z"),
                Arguments.of(
                        WHOLE.replace("ALLOWED", "MAYBE"),
                        "line 2 has the outcome \"MAYBE\", expected one of "
                                + Stream.of(Decision.Outcome.values())
                                        .map(Decision.Outcome::name)
                                        .reduce((one, other) -> one + ", " + other)
                                        .orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void aLineThatIsNoCallIsSaidByItsNumberAndInNoParsersWords(String line, String said, @TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("1.jsonl"), "%s\n%s\n".formatted(WHOLE, line));

        assertThatThrownBy(() -> CallLine.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(said);
    }
}
