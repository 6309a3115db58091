package dev.slipway.local.cloud.ecs.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.cloud.ecs.health.CheckState.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest(name = "start period {1} s, results {0}: {2}")
    @CsvSource({
        "'', 0, INITIAL",
        "+, 0, HEALTHY",
        "-, 0, INITIAL",
        "--, 0, INITIAL",
        "---, 0, UNHEALTHY",
        "--+--, 0, HEALTHY",
        "+---, 0, UNHEALTHY",
        "+--, 0, HEALTHY",
        "---+, 0, UNHEALTHY",
        "---++, 0, HEALTHY",
        "---+-+, 0, UNHEALTHY",
        "---, 3, INITIAL",
        "------, 3, UNHEALTHY",
        "-----, 3, INITIAL",
        "+---, 10, UNHEALTHY",
    })
    void theThresholdsDecideAndTheFirstPassIsEnough(String results, int startPeriod, Verdict verdict) {
        var schedule =
                new CheckSchedule(Duration.ofSeconds(1), Duration.ofSeconds(1), 2, 3, Duration.ofSeconds(startPeriod));
        var state = CheckState.INITIAL;
        for (var i = 0; i < results.length(); i++) {
            var result = new CheckResult(results.charAt(i) == '+', "");
            state = state.after(result, schedule, START, START.plusSeconds(i));
        }
        assertThat(state.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "200, 200, true",
        "200, 201, false",
        "'200,302', 302, true",
        "'200,302', 301, false",
        "200-399, 399, true",
        "200-399, 400, false",
        "'200-299,404', 404, true",
    })
    void aMatcherTakesCodesAndRanges(String matcher, int code, boolean healthy) {
        assertThat(HttpCodes.parse(matcher).matches(code)).isEqualTo(healthy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "200,", "200-", "2000", "abc", "200 201"})
    void aMatcherThatIsNoneIsRefused(String matcher) {
        assertThatThrownBy(() -> HttpCodes.parse(matcher))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "matcher is \"%s\", expected codes such as 200, 200,302 or 200-399: correct the target group"
                                .formatted(matcher));
    }
}
