package dev.slipway.policies.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All outcomes of a run. A resource that is judged again, such as a replacement, replaces its earlier outcomes. */
public final class Ledger {
    private record Place(String rule, String urn) {}

    private final Map<Place, List<Outcome>> outcomes = new LinkedHashMap<>();

    private boolean changed;

    /** Keeps the outcomes of one call. */
    public synchronized void add(Collection<Outcome> some) {
        Map<Place, List<Outcome>> fresh = new LinkedHashMap<>();
        for (Outcome outcome : some) {
            fresh.computeIfAbsent(new Place(outcome.rule().id(), outcome.urn()), place -> new ArrayList<>(1))
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

    /** All outcomes, in the order in which resources came first. */
    public synchronized List<Outcome> outcomes() {
        return outcomes.values().stream().flatMap(List::stream).toList();
    }
}
