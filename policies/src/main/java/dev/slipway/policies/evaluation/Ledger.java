package dev.slipway.policies.evaluation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All outcomes of a run. A resource that is judged again, such as a replacement, replaces its earlier outcomes. */
public final class Ledger {
    private record Place(String rule, String urn) {}

    private final Map<Place, Set<Outcome>> outcomes = new LinkedHashMap<>();

    private boolean changed;

    /** Keeps the outcomes of one call. */
    public synchronized void add(Collection<Outcome> some) {
        Map<Place, Set<Outcome>> fresh = new LinkedHashMap<>();
        for (Outcome outcome : some) {
            fresh.computeIfAbsent(new Place(outcome.rule().id(), outcome.urn()), place -> new LinkedHashSet<>(1))
                    .add(outcome);
        }
        outcomes.putAll(fresh);
        changed |= !fresh.isEmpty();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        outcomes.clear();
        changed = false;
    }

    /** Whether something has been added since this was asked last. */
    public synchronized boolean takeChanged() {
        boolean since = changed;
        changed = false;
        return since;
    }

    /**
     * What could not be judged yet, in a sentence; empty when everything was. A tick is no proof of what nobody has looked at.
     */
    public synchronized Optional<String> openQuestions() {
        List<Place> open = outcomes.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(outcome -> outcome instanceof Outcome.NotApplicable not && not.forNow()))
                .map(Map.Entry::getKey)
                .toList();
        long rules = open.stream().map(Place::rule).distinct().count();
        long resources = open.stream().map(Place::urn).distinct().count();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of("could not judge yet " + counted(rules, "rule") + " on " + counted(resources, "resource")
                        + ": what they look at is unknown until the update, which judges it");
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** All outcomes, in the order in which resources came first. */
    public synchronized List<Outcome> outcomes() {
        return outcomes.values().stream().flatMap(Set::stream).toList();
    }
}
