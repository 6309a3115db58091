package dev.slipway.policies.evaluation;

import dev.slipway.policies.model.Detail;
import dev.slipway.policies.model.Edits;
import dev.slipway.policies.model.Finding;
import dev.slipway.policies.model.Level;
import dev.slipway.policies.model.Remediable;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.UnreadableValue;
import dev.slipway.policies.model.Verdict;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runs the rules that are switched on. Whatever a rule does, an outcome comes back. */
public final class Evaluator {
    /** What a resource rule sees beside its resource. */
    private static final StackView ALONE = new StackView(List.of());

    /** Shorter secrets would also hide ordinary words. */
    private static final int SHORTEST_HIDDEN = 4;

    /** Rules that are switched on, by the resource type that they judge. */
    private record Rules(
            Map<String, List<ResourceRule>> resource,
            Map<String, List<ResourceRule>> remediating,
            Map<String, List<StackRule>> stack) {
        static Rules of(Pack pack, Configuration configuration) {
            Predicate<Rule> on = rule -> configuration.level(rule.id()) != Level.DISABLED;
            Predicate<Rule> corrects =
                    rule -> rule instanceof Remediable && configuration.level(rule.id()) == Level.REMEDIATE;
            return new Rules(
                    byType(pack, ResourceRule.class, on),
                    byType(pack, ResourceRule.class, corrects),
                    byType(pack, StackRule.class, on));
        }

        private static <R extends Rule> Map<String, List<R>> byType(Pack pack, Class<R> kind, Predicate<Rule> wanted) {
            Map<String, List<R>> byType = new LinkedHashMap<>();
            for (Rule rule : pack.rules()) {
                if (kind.isInstance(rule) && wanted.test(rule)) {
                    rule.types().forEach(type -> byType.computeIfAbsent(type, t -> new ArrayList<>())
                            .add(kind.cast(rule)));
                }
            }
            List<R> any = byType.getOrDefault(Rule.ANY_TYPE, List.of());
            byType.forEach((type, rules) -> {
                if (rules != any) {
                    rules.addAll(any);
                }
            });
            return byType;
        }

        List<ResourceRule> forInputs(ResourceView of) {
            return of(resource, of.type());
        }

        List<StackRule> forStack(ResourceView of) {
            return of(stack, of.type());
        }

        private static <R extends Rule> List<R> of(Map<String, List<R>> byType, String type) {
            List<R> rules = byType.get(type);
            return rules == null ? byType.getOrDefault(Rule.ANY_TYPE, List.of()) : rules;
        }
    }

    private final Rules rules;
    private final Configuration configuration;
    private final Clock clock;
    private final Baseline baseline;
    private final Set<Suppression> met = ConcurrentHashMap.newKeySet();

    /**
     * Rules and how they are configured.
     *
     * @param clock tells on which day suppressions are judged
     */
    public Evaluator(Pack pack, Configuration configuration, Clock clock) {
        this(pack, configuration, clock, Baseline.of(List.of()));
    }

    /**
     * Rules and how they are configured.
     *
     * @param clock tells on which day suppressions are judged
     * @param baseline findings that are accepted
     */
    public Evaluator(Pack pack, Configuration configuration, Clock clock, Baseline baseline) {
        this.rules = Rules.of(pack, configuration);
        this.configuration = configuration;
        this.clock = clock;
        this.baseline = baseline;
    }

    /** What the resource rules say of a resource. */
    public List<Outcome> analyze(ResourceView resource) {
        List<Outcome> outcomes = new ArrayList<>();
        for (ResourceRule rule : rules.forInputs(resource)) {
            outcomes.addAll(
                    outcomes(rule, resource, ALONE, () -> rule.check(resource, configuration.settings(rule.id()))));
        }
        return outcomes;
    }

    /** What the stack rules say of every resource, in the order of the stack. */
    public List<Outcome> analyzeStack(StackView stack) {
        return analyzeStack(stack, Parallel.none());
    }

    /** What the stack rules say of every resource, in the order of the stack, whoever worked it out. */
    public List<Outcome> analyzeStack(StackView stack, Parallel parallel) {
        return parallel.flatMap(stack.resources(), resource -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (StackRule rule : rules.forStack(resource)) {
                if (rule.judges(resource, stack)) {
                    outcomes.addAll(outcomes(
                            rule,
                            resource,
                            stack,
                            () -> rule.check(resource, stack, configuration.settings(rule.id()))));
                }
            }
            return outcomes;
        });
    }

    /**
     * The suppressions of switched on rules that met nothing in anything judged so far. One that could have met something that
     * is not known yet is none of them.
     */
    public List<Suppression> unmetSuppressions() {
        return configuration.suppressions().stream()
                .filter(suppression -> configuration.level(suppression.rule()) != Level.DISABLED)
                .filter(suppression -> !met.contains(suppression))
                .distinct()
                .toList();
    }

    /**
     * What the baseline accepts and nobody finds any more.
     *
     * @param stack the beginning of the URNs of the stack that was judged
     */
    public List<Baseline.Entry> staleEntries(String stack) {
        return baseline.stale(stack, rule -> configuration.level(rule) != Level.DISABLED);
    }

    /** The rules that may correct a resource of this type. */
    public List<ResourceRule> remediators(String type) {
        return Rules.of(rules.remediating(), type);
    }

    /**
     * The changes that a rule wants; none when the resource complies, cannot be judged, or every finding is suppressed.
     *
     * @throws RuntimeException whatever the rule throws
     */
    public Optional<Edits> remedy(ResourceRule rule, ResourceView resource) {
        boolean violated =
                outcomes(rule, resource, ALONE, () -> rule.check(resource, configuration.settings(rule.id()))).stream()
                        .anyMatch(Outcome.Violated.class::isInstance);
        return violated && rule instanceof Remediable remediable
                ? Optional.of(remediable.remedy(resource, configuration.settings(rule.id())))
                : Optional.empty();
    }

    private List<Outcome> outcomes(Rule rule, ResourceView resource, StackView stack, Supplier<Verdict> check) {
        Verdict verdict;
        try {
            verdict = check.get();
        } catch (UnreadableValue e) {
            verdict = Verdict.notApplicable(e.reason());
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            mayMeet(rule, resource);
            baseline.leftOpen(rule);
            return List.of(new Outcome.Failed(rule, resource.urn(), e));
        }
        if (verdict instanceof Verdict.Violation violation) {
            return judged(rule, resource, stack, violation.findings());
        }
        if (verdict instanceof Verdict.NotApplicable notApplicable) {
            mayMeet(rule, resource);
            if (notApplicable.isForNow()) {
                baseline.leftOpen(rule);
            }
            return List.of(
                    new Outcome.NotApplicable(rule, resource.urn(), notApplicable.reason(), notApplicable.isForNow()));
        }
        return List.of(new Outcome.Compliant(rule, resource.urn()));
    }

    /** What is not judged may hold what a suppression is for. */
    private void mayMeet(Rule rule, ResourceView resource) {
        for (Suppression suppression : configuration.suppressions(rule.id())) {
            if (suppression.covers(resource)) {
                met.add(suppression);
            }
        }
    }

    /** Each entry of a statement may be accepted alone; the others are told as one. */
    private List<Outcome> judged(Rule rule, ResourceView resource, StackView stack, List<Finding> findings) {
        Map<String, List<Finding>> violated = new LinkedHashMap<>();
        Map<Suppression, List<Finding>> suppressed = new LinkedHashMap<>();
        for (Finding finding : findings) {
            // The property at fault may belong to a part of the resource that was judged.
            ResourceView at = stack.byUrn(finding.urn()).orElse(resource);
            Finding shown = hide(hide(finding, resource.secretTexts()), at.secretTexts());
            Optional<Suppression> accepted = Optional.empty();
            String note = "";
            for (Suppression suppression : configuration.suppressions(rule.id())) {
                if (suppression.covers(resource, finding) || suppression.covers(at, finding)) {
                    met.add(suppression);
                    if (accepted.isEmpty() && suppression.holdsOn(LocalDate.now(clock))) {
                        accepted = Optional.of(suppression);
                    } else if (accepted.isEmpty()) {
                        note = "its suppression (" + suppression.reason() + ") expired after "
                                + suppression.until().map(LocalDate::toString).orElse("");
                    }
                }
            }
            if (accepted.isEmpty()) {
                accepted =
                        baseline.accepted(rule, urn(finding, resource), shown).map(since -> inBaseline(rule, since));
            }
            if (accepted.isPresent()) {
                suppressed
                        .computeIfAbsent(accepted.get(), suppression -> new ArrayList<>())
                        .add(shown);
            } else {
                violated.computeIfAbsent(note, same -> new ArrayList<>()).add(shown);
            }
        }
        List<Outcome> outcomes = new ArrayList<>(findings.size());
        violated.forEach((note, some) -> Finding.grouped(some)
                .forEach(finding -> outcomes.add(new Outcome.Violated(
                        rule, urn(finding, resource), configuration.level(rule.id()), finding, note))));
        suppressed.forEach((suppression, some) -> Finding.grouped(some)
                .forEach(finding ->
                        outcomes.add(new Outcome.Suppressed(rule, urn(finding, resource), finding, suppression))));
        return outcomes;
    }

    private static Suppression inBaseline(Rule rule, LocalDate since) {
        return new Suppression(rule.id(), "*", Optional.empty(), "in the baseline since " + since, Optional.empty());
    }

    private static String urn(Finding finding, ResourceView resource) {
        return finding.urn().isEmpty() ? resource.urn() : finding.urn();
    }

    private static Finding hide(Finding finding, Set<String> secrets) {
        return secrets.isEmpty()
                ? finding
                : new Finding(
                        finding.urn(),
                        hide(finding.path(), secrets),
                        hide(finding.value(), secrets),
                        hide(finding.message(), secrets),
                        hide(finding.subject(), secrets),
                        finding.details().stream()
                                .map(detail -> new Detail(
                                        hide(detail.phrase(), secrets),
                                        detail.names().stream()
                                                .map(name -> hide(name, secrets))
                                                .toList()))
                                .toList());
    }

    private static String hide(String text, Set<String> secrets) {
        String hidden = text;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_HIDDEN) {
                hidden = hidden.replace(secret, "[secret]");
            }
        }
        return hidden;
    }
}
