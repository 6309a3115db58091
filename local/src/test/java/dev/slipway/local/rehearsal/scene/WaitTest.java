package dev.slipway.local.rehearsal.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitTest {
    @Test
    void looksUntilThereIsSomething() throws InterruptedException {
        var looks = new AtomicInteger();

        assertThat(new Wait(Duration.ofMinutes(1), Duration.ZERO)
                        .until("the third look", () -> Optional.of(looks.incrementAndGet())
                                .filter(look -> look == 3)))
                .isEqualTo(3);
    }

    @Test
    void saysWhatItWaitedForInVain() {
        assertThatThrownBy(
                        () -> new Wait(Duration.ZERO, Duration.ZERO).until("the end of execution 7", Optional::empty))
                .isInstanceOf(Wait.TookTooLong.class)
                .hasMessage("waited 0 s for the end of execution 7, in vain");
    }
}
