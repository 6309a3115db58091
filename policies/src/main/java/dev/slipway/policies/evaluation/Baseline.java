package dev.slipway.policies.evaluation;

import dev.slipway.policies.model.Finding;
import dev.slipway.policies.model.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Findings that were there when somebody accepted them, so that only new ones stop. */
public final class Baseline {
    /**
     * An accepted finding.
     *
     * @param rule the rule's id
     * @param urn the resource that has the property
     * @param path the property
     * @param subject what the finding is about, such as an action
     * @param since the day on which it was accepted
     */
    public record Entry(String rule, String urn, String path, String subject, LocalDate since) {
        /** The order of files: one resource's entries together, whatever was judged first. */
        public static final Comparator<Entry> ORDER = Comparator.comparing(Entry::urn)
                .thenComparing(Entry::rule)
                .thenComparing(Entry::path)
                .thenComparing(Entry::subject);

        private Place place() {
            return new Place(rule, urn, path, subject);
        }

        /** What to say when nothing is left to accept. */
        public String stale() {
            return "the baseline accepts " + rule + " on \"" + urn + "\", finding \"" + subject
                    + "\", which is no longer found: take the entry away, or accept anew";
        }
    }

    private record Place(String rule, String urn, String path, String subject) {}

    private final Map<Place, LocalDate> entries = new ConcurrentHashMap<>();
    private final Set<Place> met = ConcurrentHashMap.newKeySet();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Optional<LocalDate> acceptedOn;

    private Baseline(Collection<Entry> known, Optional<LocalDate> acceptedOn) {
        known.forEach(entry -> entries.put(entry.place(), entry.since()));
        this.acceptedOn = acceptedOn;
    }

    /** What was accepted, and nothing else. */
    public static Baseline of(Collection<Entry> known) {
        return new Baseline(known, Optional.empty());
    }

    /** What was accepted, and from this day on whatever is found. */
    public static Baseline accepting(Collection<Entry> known, LocalDate today) {
        return new Baseline(known, Optional.of(today));
    }

    /** Since when a finding is accepted; empty when it is not. */
    Optional<LocalDate> accepted(Rule rule, String urn, Finding finding) {
        Place place = new Place(rule.id(), urn, finding.path(), finding.subject());
        acceptedOn.ifPresent(today -> entries.putIfAbsent(place, today));
        Optional<LocalDate> since = Optional.ofNullable(entries.get(place));
        since.ifPresent(day -> met.add(place));
        return since;
    }

    /** A rule could not judge everything: what it has not found may still be there. */
    void leftOpen(Rule rule) {
        open.add(rule.id());
    }

    /**
     * What is accepted and was not found, although it was looked for.
     *
     * @param stack the beginning of the URNs of the stack that was judged; other stacks may share the file
     */
    List<Entry> stale(String stack, Predicate<String> enabled) {
        return all().stream()
                .filter(entry -> entry.urn().startsWith(stack))
                .filter(entry -> enabled.test(entry.rule()) && !open.contains(entry.rule()))
                .filter(entry -> !met.contains(entry.place()))
                .toList();
    }

    /** Everything that is accepted, sorted. */
    public List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        entries.forEach(
                (place, since) -> all.add(new Entry(place.rule(), place.urn(), place.path(), place.subject(), since)));
        all.sort(Entry.ORDER);
        return all;
    }
}
