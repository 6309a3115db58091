package dev.slipway.local.cloud.codebuild.execution.model;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A test report of a build.
 *
 * @param group the report group: {@code PROJECT-NAME}, or the ARN that the buildspec gives
 * @param cases the tests, in the order of the files
 */
public record TestReport(String group, List<TestCase> cases) {
    public TestReport {
        Objects.requireNonNull(group);
        cases = List.copyOf(cases);
    }

    /** How a test ended. */
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        ERROR,
        SKIPPED
    }

    /**
     * One test.
     *
     * @param suite its suite
     * @param name its name, with its class
     * @param outcome how it ended
     * @param duration how long it took
     * @param message why it failed; empty otherwise
     * @param file the report's file
     */
    public record TestCase(String suite, String name, Outcome outcome, Duration duration, String message, String file) {
        public TestCase {
            Objects.requireNonNull(suite);
            Objects.requireNonNull(name);
            Objects.requireNonNull(outcome);
            Objects.requireNonNull(duration);
            Objects.requireNonNull(message);
            Objects.requireNonNull(file);
        }
    }

    /** The number of tests by outcome; every outcome is there. */
    public Map<Outcome, Integer> counts() {
        EnumMap<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0);
        }
        cases.forEach(one -> counts.merge(one.outcome(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** SUCCEEDED when no test failed. */
    public BuildStatus status() {
        boolean failed =
                cases.stream().anyMatch(one -> one.outcome() == Outcome.FAILED || one.outcome() == Outcome.ERROR);
        return failed ? BuildStatus.FAILED : BuildStatus.SUCCEEDED;
    }
}
