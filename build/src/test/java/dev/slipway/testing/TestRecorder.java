package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down what happens to each test, whatever its engine. Surefire and Failsafe say where by the property {@code slipway.tests.record};
 * without it, as in an IDE, nothing is written.
 */
public final class TestRecorder implements TestExecutionListener {
    private static final String FILE = "slipway.tests.record";

    private final @Nullable Path file;
    private final Supplier<Optional<Duration>> allowed;
    private final Set<String> ran = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<TestRecord> leftOut = new ConcurrentLinkedQueue<>();
    private final Set<String> decided = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("NullAway.Init") // set when a plan starts
    private volatile TestPlan plan;

    private volatile Optional<TimeLimit> limit = Optional.empty();

    /** Called by JUnit, which finds this class as a service. */
    public TestRecorder() {
        this(System.getProperty(FILE) == null ? null : Path.of(System.getProperty(FILE)), TimeLimit::ofThisRun);
    }

    TestRecorder(@Nullable Path file, Supplier<Optional<Duration>> allowed) {
        this.file = file;
        this.allowed = allowed;
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the record of an earlier run cannot be removed", e);
        }
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        LostFailures.watch();
        limit = file == null
                ? Optional.empty()
                : allowed.get().map(time -> TimeLimit.start(time, file.resolveSibling("hung.txt")));
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        leaveOut(skipped, reason);
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            leaveOut(
                    finished,
                    result.getThrowable()
                            .map(Throwable::getMessage)
                            .orElse("an assumption does not hold, which it does not say"));
        } else if (finished.isTest()) {
            decided.add(finished.getUniqueId());
            ran.add(name(finished));
        }
    }

    /** A container takes everything with it that has not run: all its tests, or the invocations that it never came to. */
    private void leaveOut(TestIdentifier identifier, String reason) {
        var without = new ArrayList<TestIdentifier>();
        without.add(identifier);
        without.addAll(plan.getDescendants(identifier));
        for (var one : without) {
            if ((one.isTest() || TestName.of(one).isPresent()) && decided.add(one.getUniqueId())) {
                leftOut.add(new TestRecord(TestRecord.Outcome.LEFT_OUT, name(one), reason));
            }
        }
    }

    private String name(TestIdentifier test) {
        return TestName.of(plan, test).orElseGet(() -> TestName.fallback(test.getUniqueIdObject()));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        limit.ifPresent(TimeLimit::stop);
        var records = new ArrayList<TestRecord>();
        ran.stream().sorted().forEach(name -> records.add(new TestRecord(TestRecord.Outcome.RAN, name, "")));
        records.addAll(leftOut.stream().distinct().toList());
        LostFailures.take()
                .forEach(lost -> records.add(new TestRecord(
                        TestRecord.Outcome.THREAD_DIED,
                        lost.thread(),
                        lost.failure().toString())));
        ran.clear();
        leftOut.clear();
        write(records);
    }

    private void write(List<TestRecord> records) {
        try {
            if (file != null) {
                TestRecord.append(file, records);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what became of the tests cannot be written down", e);
        }
    }
}
