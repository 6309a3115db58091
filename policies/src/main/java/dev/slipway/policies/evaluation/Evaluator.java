package dev.slipway.policies.evaluation;

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
    private final Set<Suppression> met = ConcurrentHashMap.newKeySet();

    /**
     * Rules and how they are configured.
     *
     * @param clock tells on which day suppressions are judged
     */
    public Evaluator(Pack pack, Configuration configuration, Clock clock) {
        this.rules = Rules.of(pack, configuration);
        this.configuration = configuration;
        this.clock = clock;
    }

    /** What the resource rules say of a resource. */
    public List<Outcome> analyze(ResourceView resource) {
        List<Outcome> outcomes = new ArrayList<>();
        for (ResourceRule rule : rules.forInputs(resource)) {
            outcomes.addAll(outcomes(rule, resource, () -> rule.check(resource, configuration.settings(rule.id()))));
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
                outcomes.addAll(
                        outcomes(rule, resource, () -> rule.check(resource, stack, configuration.settings(rule.id()))));
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
                outcomes(rule, resource, () -> rule.check(resource, configuration.settings(rule.id()))).stream()
                        .anyMatch(Outcome.Violated.class::isInstance);
        return violated && rule instanceof Remediable remediable
                ? Optional.of(remediable.remedy(resource, configuration.settings(rule.id())))
                : Optional.empty();
    }

    private List<Outcome> outcomes(Rule rule, ResourceView resource, Supplier<Verdict> check) {
        Verdict verdict;
        try {
            verdict = check.get();
        } catch (UnreadableValue e) {
            verdict = Verdict.notApplicable(e.reason());
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            mayMeet(rule, resource);
            return List.of(new Outcome.Failed(rule, resource.urn(), e));
        }
        if (verdict instanceof Verdict.Violation violation) {
            List<Outcome> outcomes = new ArrayList<>(violation.findings().size());
            for (Finding finding : violation.findings()) {
                outcomes.add(judged(rule, resource, finding));
            }
            return outcomes;
        }
        if (verdict instanceof Verdict.NotApplicable notApplicable) {
            mayMeet(rule, resource);
            return List.of(new Outcome.NotApplicable(rule, resource.urn(), notApplicable.reason()));
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

    private Outcome judged(Rule rule, ResourceView resource, Finding finding) {
        Finding shown = hide(finding, resource.secretTexts());
        String note = "";
        for (Suppression suppression : configuration.suppressions(rule.id())) {
            if (!suppression.covers(resource, finding)) {
                continue;
            }
            met.add(suppression);
            if (suppression.holdsOn(LocalDate.now(clock))) {
                return new Outcome.Suppressed(rule, resource.urn(), shown, suppression);
            }
            note = "its suppression (" + suppression.reason() + ") expired after "
                    + suppression.until().map(LocalDate::toString).orElse("");
        }
        return new Outcome.Violated(rule, resource.urn(), configuration.level(rule.id()), shown, note);
    }

    private static Finding hide(Finding finding, Set<String> secrets) {
        return secrets.isEmpty()
                ? finding
                : new Finding(
                        hide(finding.path(), secrets),
                        hide(finding.value(), secrets),
                        hide(finding.message(), secrets),
                        hide(finding.subject(), secrets));
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
