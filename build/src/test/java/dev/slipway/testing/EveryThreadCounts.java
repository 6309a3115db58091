package dev.slipway.testing;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test in whose time a thread ended with an exception. It is registered for all tests, as a service. What ends later than the
 * last test fails the module, by {@link EveryTestRan}.
 */
public final class EveryThreadCounts implements AfterEachCallback, AfterAllCallback {
    @Override
    public void afterEach(ExtensionContext test) {
        failIfAny(LostFailures.take());
    }

    @Override
    public void afterAll(ExtensionContext container) {
        failIfAny(LostFailures.take());
    }

    private static void failIfAny(List<LostFailures.Lost> lost) {
        if (lost.isEmpty()) {
            return;
        }
        var error = new AssertionError("%d threads ended with an exception, expected none: %s"
                .formatted(
                        lost.size(),
                        lost.stream()
                                .map(one -> one.thread() + ": " + one.failure())
                                .collect(Collectors.joining("; "))));
        lost.forEach(one -> error.addSuppressed(one.failure()));
        throw error;
    }
}
