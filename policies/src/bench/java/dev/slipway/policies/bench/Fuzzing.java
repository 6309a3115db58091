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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Judges any number of random resources, and tells which rules failed. Prints one JSON object. */
public final class Fuzzing {
    private static final long SEED = 20261123L;
    private static final int CASES_PER_SEED = 1_000;

    private final Pack pack = PlatformPack.pack();
    private final Evaluator evaluator = new Evaluator(pack, Configuration.defaults(pack), Clock.systemUTC());
    private final Map<String, Long> failing = new ConcurrentSkipListMap<>();

    private Fuzzing() {}

    /**
     * Runs and prints.
     *
     * @param args the number of cases, a multiple of 1,000
     */
    public static void main(String[] args) {
        int cases = args.length == 1 ? Integer.parseInt(args[0]) : 0;
        if (cases < CASES_PER_SEED || cases % CASES_PER_SEED != 0) {
            throw new IllegalArgumentException("got the arguments " + List.of(args)
                    + ", expected a number of cases, a multiple of " + CASES_PER_SEED);
        }
        ExecutorService executor = Executors.newCachedThreadPool();
        Fuzzing fuzzing = new Fuzzing();
        long start = System.nanoTime();
        List<Long> seeds = IntStream.range(0, cases / CASES_PER_SEED)
                .mapToObj(seed -> SEED + seed)
                .toList();
        Parallel.on(executor).flatMap(seeds, fuzzing::judge);
        executor.shutdown();
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("cases", cases);
        measured.put("casesPerSecond", Math.round(cases / ((System.nanoTime() - start) / 1e9)));
        measured.put("firstSeedThatFailsByRule", fuzzing.failing);
        System.out.println(new Gson().toJson(measured));
    }

    private List<Outcome> judge(long seed) {
        RandomResources random = new RandomResources(pack, seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            ResourceView resource = random.resource();
            Stream.concat(
                            evaluator.analyze(resource).stream(),
                            evaluator.analyzeStack(new StackView(List.of(resource))).stream())
                    .filter(Outcome.Failed.class::isInstance)
                    .forEach(failed -> failing.merge(failed.rule().id(), seed, Math::min));
        }
        return List.of();
    }
}
