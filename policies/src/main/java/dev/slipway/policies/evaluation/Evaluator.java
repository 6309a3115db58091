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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs the rules that are switched on. Whatever a rule does, an outcome comes back. */
public final class Evaluator {
    /** Shorter secrets would also hide ordinary words. */
    private static final int SHORTEST_HIDDEN = 4;

    private final Map<String, List<Rule>> byType;
    private final Configuration configuration;
    private final Clock clock;

    /**
     * Rules and how they are configured.
     *
     * @param clock tells on which day suppressions are judged
     */
    public Evaluator(Pack pack, Configuration configuration, Clock clock) {
        this.byType = pack.byType();
        this.configuration = configuration;
        this.clock = clock;
    }

    /** What the resource rules say of a resource. */
    public List<Outcome> analyze(ResourceView resource) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Rule rule : rulesFor(resource)) {
            if (rule instanceof ResourceRule one) {
                outcomes.addAll(outcomes(rule, resource, () -> one.check(resource, configuration.settings(rule.id()))));
            }
        }
        return outcomes;
    }

    /** What the stack rules say of every resource. */
    public List<Outcome> analyzeStack(StackView stack) {
        List<Outcome> outcomes = new ArrayList<>();
        for (ResourceView resource : stack.resources()) {
            for (Rule rule : rulesFor(resource)) {
                if (rule instanceof StackRule all) {
                    outcomes.addAll(outcomes(
                            rule, resource, () -> all.check(resource, stack, configuration.settings(rule.id()))));
                }
            }
        }
        return outcomes;
    }

    /** The rules that may correct a resource of this type. */
    public List<ResourceRule> remediators(ResourceView resource) {
        return rulesFor(resource).stream()
                .filter(rule -> rule instanceof Remediable && configuration.level(rule.id()) == Level.REMEDIATE)
                .filter(ResourceRule.class::isInstance)
                .map(ResourceRule.class::cast)
                .toList();
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

    private List<Rule> rulesFor(ResourceView resource) {
        List<Rule> exact = byType.getOrDefault(resource.type(), List.of());
        List<Rule> any = byType.getOrDefault(Rule.ANY_TYPE, List.of());
        List<Rule> rules = new ArrayList<>(exact.size() + any.size());
        for (List<Rule> some : List.of(exact, any)) {
            for (Rule rule : some) {
                if (configuration.level(rule.id()) != Level.DISABLED) {
                    rules.add(rule);
                }
            }
        }
        return rules;
    }

    private List<Outcome> outcomes(Rule rule, ResourceView resource, Supplier<Verdict> check) {
        Verdict verdict;
        try {
            verdict = check.get();
        } catch (UnreadableValue e) {
            verdict = Verdict.notApplicable(e.reason());
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            return List.of(new Outcome.Failed(rule, resource.urn(), e));
        }
        if (verdict instanceof Verdict.Violation violation) {
            List<String> secrets = resource.secretTexts().stream()
                    .filter(text -> text.length() >= SHORTEST_HIDDEN)
                    .toList();
            return violation.findings().stream()
                    .map(finding -> judged(rule, resource, finding, secrets))
                    .toList();
        }
        if (verdict instanceof Verdict.NotApplicable notApplicable) {
            return List.of(new Outcome.NotApplicable(rule, resource.urn(), notApplicable.reason()));
        }
        return List.of(new Outcome.Compliant(rule, resource.urn()));
    }

    private Outcome judged(Rule rule, ResourceView resource, Finding finding, List<String> secrets) {
        LocalDate today = LocalDate.now(clock);
        Finding shown = hide(finding, secrets);
        String note = "";
        for (Suppression suppression : configuration.suppressions(rule.id())) {
            if (!suppression.covers(resource, finding)) {
                continue;
            }
            if (suppression.holdsOn(today)) {
                return new Outcome.Suppressed(rule, resource.urn(), shown, suppression);
            }
            note = "its suppression (" + suppression.reason() + ") expired after "
                    + suppression.until().map(LocalDate::toString).orElse("");
        }
        return new Outcome.Violated(rule, resource.urn(), configuration.level(rule.id()), shown, note);
    }

    private static Finding hide(Finding finding, List<String> secrets) {
        return secrets.isEmpty()
                ? finding
                : new Finding(
                        hide(finding.path(), secrets),
                        hide(finding.value(), secrets),
                        hide(finding.message(), secrets),
                        hide(finding.subject(), secrets));
    }

    private static String hide(String text, List<String> secrets) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "[secret]");
        }
        return hidden;
    }
}
