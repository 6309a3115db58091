package dev.slipway.blueprint;

import java.util.Map;
import java.util.TreeMap;

/**
 * The pairs of CPU and memory that Fargate has.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html">AWS reference</a>
 */
public final class FargateSize {
    private static final int GIB = 1024;

    private static final Map<Integer, Steps> SIZES = new TreeMap<>(Map.of(
            256, new Steps(GIB, 2 * GIB, GIB),
            512, new Steps(GIB, 4 * GIB, GIB),
            1024, new Steps(2 * GIB, 8 * GIB, GIB),
            2048, new Steps(4 * GIB, 16 * GIB, GIB),
            4096, new Steps(8 * GIB, 30 * GIB, GIB),
            8192, new Steps(16 * GIB, 60 * GIB, 4 * GIB),
            16_384, new Steps(32 * GIB, 120 * GIB, 8 * GIB)));

    private FargateSize() {}

    /**
     * Checks a pair.
     *
     * @throws IllegalArgumentException when Fargate does not have it
     */
    public static void require(int cpu, int memory) {
        var steps = SIZES.get(cpu);
        if (steps == null) {
            throw new IllegalArgumentException("got cpu %d, expected one of %s".formatted(cpu, SIZES.keySet()));
        }
        var smallest = cpu == 256 && memory == GIB / 2;
        if (!smallest && !steps.contain(memory)) {
            throw new IllegalArgumentException("got memory %d with cpu %d, expected %s%d to %d MiB in steps of %d"
                    .formatted(memory, cpu, cpu == 256 ? "512 or " : "", steps.least, steps.greatest, steps.step));
        }
    }

    private record Steps(int least, int greatest, int step) {
        boolean contain(int memory) {
            return memory >= least && memory <= greatest && (memory - least) % step == 0;
        }
    }
}
