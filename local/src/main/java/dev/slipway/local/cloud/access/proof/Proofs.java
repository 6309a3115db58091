package dev.slipway.local.cloud.access.proof;

import dev.slipway.local.cloud.access.policies.NamedPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Proofs of several roles at once, within a time. */
public final class Proofs {
    private final Clock clock;

    /** Proofs that look at this clock for their end. */
    public Proofs(Clock clock) {
        this.clock = clock;
    }

    /**
     * What came out.
     *
     * @param proofs of the roles that were done, by role
     * @param open roles for which no time was left
     */
    public record Result(List<RoleProof> proofs, List<String> open) {
        /** Copies its lists. */
        public Result {
            proofs = List.copyOf(proofs);
            open = List.copyOf(open);
        }
    }

    /**
     * Makes proofs, role by role and in parallel.
     *
     * @param policies by role
     * @param steps recorded calls of all roles
     * @param before proofs of an earlier run; those of unchanged roles are taken over
     * @param until no role is begun after this time
     * @param done is told of every new proof at once, so that a run that is cut short can go on from there
     */
    public Result make(
            Map<String, List<NamedPolicy>> policies,
            List<Step> steps,
            List<RoleProof> before,
            Instant until,
            Consumer<RoleProof> done) {
        var known = new TreeMap<String, RoleProof>();
        before.forEach(proof -> known.put(proof.input(), proof));
        var made = new ConcurrentHashMap<String, RoleProof>();
        policies.entrySet().parallelStream().forEach(role -> {
            var earlier = known.get(Proof.input(role.getKey(), role.getValue(), steps));
            if (earlier != null) {
                made.put(role.getKey(), earlier);
            } else if (clock.instant().isBefore(until)) {
                var proof = Proof.of(role.getKey(), role.getValue(), steps);
                made.put(role.getKey(), proof);
                done.accept(proof);
            }
        });
        var open = policies.keySet().stream()
                .filter(role -> !made.containsKey(role))
                .sorted()
                .toList();
        return new Result(
                made.values().stream()
                        .sorted(Comparator.comparing(RoleProof::role))
                        .toList(),
                open);
    }
}
