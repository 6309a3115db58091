package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import com.pulumi.test.internal.PulumiTestInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollingPauseTest {
    private static final Logger SDK = PulumiTestInternal.defaultLogger();

    /** When this fails after an update of the SDK, look whether it still polls; if not, remove the class. */
    @Test
    void restsInEachRoundOfTheSdk() {
        var level = SDK.getLevel();
        var rests = new AtomicLong();
        try {
            Program.run(new FakeAws("eu-west-1"), () -> {
                PollingPause.install(SDK, nanoseconds -> rests.incrementAndGet());
                Output.of(new CompletableFuture<String>().completeOnTimeout("late", 200, TimeUnit.MILLISECONDS));
            });
        } finally {
            SDK.setFilter(null);
            SDK.setLevel(level);
        }
        assertThat(rests.get()).isPositive();
    }

    @Test
    void isTheLoggerOfTheSdk() throws ClassNotFoundException {
        assertThat(Class.forName(Main.SDK.getName()).getDeclaredClasses())
                .extracting(Class::getSimpleName)
                .contains("DefaultRunner");
    }

    @Test
    void passesErrorsOn() {
        var logger = Logger.getAnonymousLogger();
        PollingPause.install(logger, nanoseconds -> {});
        assertThat(logger.isLoggable(Level.SEVERE)).isTrue();
        assertThat(logger.getFilter().isLoggable(new LogRecord(Level.SEVERE, "an error")))
                .isTrue();
        assertThat(logger.getFilter().isLoggable(new LogRecord(Level.FINEST, "a detail")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 1000000", "100000, 1000000", "10000000, 90000000", "60000000, 500000000", "9000000000, 500000000"})
    void restsNineTimesAsLongAsARoundTook(long round, long pause) {
        assertThat(PollingPause.pause(round)).isEqualTo(pause);
    }
}
