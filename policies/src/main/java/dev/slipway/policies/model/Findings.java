package dev.slipway.policies.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a resource that has many parts, such as the statements of a policy.
 *
 * <p>What is known is judged even when other parts are not: any finding makes a violation; without one, anything that could
 * not be judged makes the rule not applicable.
 */
public final class Findings {
    private final List<Finding> found = new ArrayList<>();
    private @Nullable String unjudged;

    /** This property is wrong. */
    public void violation(Property at, String message) {
        found.add(Finding.of(at, at.path(), message));
    }

    /** This property is wrong; the subject is what a suppression can name, such as an action. */
    public void violation(Property at, String subject, String message) {
        found.add(Finding.of(at, subject, message));
    }

    /**
     * This property is wrong; findings in one element that expect the same are told as one.
     *
     * @param details what it does, and what of it does so
     * @param message what is expected, the same for all
     */
    public void violation(Property at, String subject, List<Detail> details, String message) {
        found.add(Finding.of(at, subject, message, details));
    }

    /** This property is wrong, and its value must not be shown although Pulumi does not know it as a secret. */
    public void hiddenViolation(Property at, String subject, String message) {
        found.add(Finding.hidden(at, subject, message));
    }

    /** Something could not be judged, and why. */
    public void notJudged(String reason) {
        if (unjudged == null) {
            unjudged = reason;
        }
    }

    /** Runs a check; what it cannot read is noted, and the next check can go on. */
    public void tryEach(Iterable<Property> properties, Consumer<Property> check) {
        for (Property property : properties) {
            tryOnce(() -> check.accept(property));
        }
    }

    /** Runs a check; what it cannot read is noted. */
    public void tryOnce(Runnable check) {
        try {
            check.run();
        } catch (UnreadableValue e) {
            notJudged(e.reason());
        }
    }

    /** All of it as one verdict. */
    public Verdict verdict() {
        if (!found.isEmpty()) {
            return new Verdict.Violation(found);
        }
        return Optional.ofNullable(unjudged).map(Verdict::notApplicable).orElseGet(Verdict::compliant);
    }
}
