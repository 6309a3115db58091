package dev.slipway.policies.bench;

import dev.slipway.policies.PlatformPack;
import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Evaluator;
import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.evaluation.Parallel;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Resources a second, over all rules, from the wire's values to outcomes, with the flags of the Java machine that the pack runs with
 * (.mvn/jvm.config) and on every processor, as in a run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgs = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"})
public class PackBenchmark {
    private static final int RESOURCES = 10_000;

    private final Pack pack = PlatformPack.pack();
    private final Evaluator evaluator = new Evaluator(pack, Configuration.defaults(pack), Clock.systemUTC());
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Parallel parallel = Parallel.on(executor);
    private List<LargeStack.Sent> stack = List.of();

    /** Makes the stack. */
    @Setup
    public void make() {
        stack = LargeStack.of(RESOURCES);
    }

    /** Ends the threads. */
    @TearDown
    public void end() {
        executor.shutdown();
    }

    /** The rules that judge one resource's inputs; the engine asks for many at once. */
    @Benchmark
    @OperationsPerInvocation(RESOURCES)
    public List<Outcome> resourceRules() {
        return parallel.flatMap(stack, resource -> evaluator.analyze(resource.before()));
    }

    /** The rules that join the resources of a stack. */
    @Benchmark
    @OperationsPerInvocation(RESOURCES)
    public List<Outcome> stackRules() {
        List<ResourceView> views = parallel.flatMap(stack, resource -> List.of(resource.after()));
        return evaluator.analyzeStack(new StackView(views), parallel);
    }

    /** Both, as in a whole run. */
    @Benchmark
    @OperationsPerInvocation(RESOURCES)
    public int allRules() {
        return resourceRules().size() + stackRules().size();
    }

    /** Both, on a Java machine that has judged nothing before: what a user's run sees. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OperationsPerInvocation(1)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    @Fork(
            value = 3,
            jvmArgs = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"})
    public int allRulesFirstRun() {
        return allRules();
    }
}
