package dev.slipway.policies.bench;

import com.google.gson.Gson;
import dev.slipway.policies.PlatformPack;
import dev.slipway.policies.RandomResources;
import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Evaluator;
import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.evaluation.Parallel;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Judges any number of random resources in bounded time, and tells which rules failed. Prints one JSON object. */
public final class Fuzzing {
    private static final long SEED = 20261123L;
    private static final int CASES_PER_SEED = 1_000;

    private final Pack pack = PlatformPack.pack();
    private final Evaluator evaluator = new Evaluator(pack, Configuration.defaults(pack), Clock.systemUTC());
    private final Map<String, Long> failing = new ConcurrentSkipListMap<>();

    private final LongAdder judged = new LongAdder();
    private final long end;

    private Fuzzing(long end) {
        this.end = end;
    }

    /**
     * Runs and prints.
     *
     * @param args the number of cases, a multiple of 1,000, and the seconds after which no more are begun
     */
    public static void main(String[] args) {
        int cases = args.length == 2 ? Integer.parseInt(args[0]) : 0;
        int seconds = args.length == 2 ? Integer.parseInt(args[1]) : 0;
        if (cases < CASES_PER_SEED || cases % CASES_PER_SEED != 0 || seconds < 1) {
            throw new IllegalArgumentException("got the arguments " + List.of(args)
                    + ", expected a number of cases, a multiple of " + CASES_PER_SEED + ", and of seconds, from 1");
        }
        ExecutorService executor = Executors.newCachedThreadPool();
        long start = System.nanoTime();
        Fuzzing fuzzing = new Fuzzing(start + TimeUnit.SECONDS.toNanos(seconds));
        List<Long> seeds = IntStream.range(0, cases / CASES_PER_SEED)
                .mapToObj(seed -> SEED + seed)
                .toList();
        Parallel.on(executor).flatMap(seeds, fuzzing::judge);
        executor.shutdown();
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("casesAsked", cases);
        measured.put("cases", fuzzing.judged.sum());
        measured.put("casesPerSecond", Math.round(fuzzing.judged.sum() / ((System.nanoTime() - start) / 1e9)));
        measured.put("firstSeedThatFailsByRule", fuzzing.failing);
        System.out.println(new Gson().toJson(measured));
    }

    private List<Outcome> judge(long seed) {
        if (System.nanoTime() - end > 0) {
            return List.of();
        }
        RandomResources random = new RandomResources(pack, seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            ResourceView resource = random.resource();
            Stream.concat(
                            evaluator.analyze(resource).stream(),
                            evaluator.analyzeStack(new StackView(List.of(resource))).stream())
                    .filter(Outcome.Failed.class::isInstance)
                    .forEach(failed -> failing.merge(failed.rule().id(), seed, Math::min));
        }
        judged.add(CASES_PER_SEED);
        return List.of();
    }
}
