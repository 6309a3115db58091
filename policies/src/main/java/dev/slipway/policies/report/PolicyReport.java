package dev.slipway.policies.report;

import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.Level;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is reported of a run.
 *
 * @param pack the pack
 * @param project the Pulumi project; empty when the engine has not said
 * @param stack the Pulumi stack; empty when the engine has not said
 * @param outcomes every rule on every resource that it judges
 * @param problems what is wrong with the configuration
 */
public record PolicyReport(Pack pack, String project, String stack, List<Outcome> outcomes, List<String> problems) {
    public PolicyReport {
        outcomes = List.copyOf(outcomes);
        problems = List.copyOf(problems);
    }

    /** Findings that stop an update. */
    public long mandatory() {
        return count(outcome -> outcome instanceof Outcome.Violated violated && blocks(violated));
    }

    /** Findings that do not stop an update. */
    public long advisory() {
        return count(outcome -> outcome instanceof Outcome.Violated violated && !blocks(violated));
    }

    /** Findings that somebody has accepted. */
    public long suppressed() {
        return count(Outcome.Suppressed.class::isInstance);
    }

    /** Rules that could not be judged on a resource. */
    public long notApplicable() {
        return count(Outcome.NotApplicable.class::isInstance);
    }

    /** Rules with which a resource complies. */
    public long compliant() {
        return count(Outcome.Compliant.class::isInstance);
    }

    /** Rules that failed on a resource. */
    public long failed() {
        return count(Outcome.Failed.class::isInstance);
    }

    private long count(Predicate<Outcome> wanted) {
        return outcomes.stream().filter(wanted).count();
    }

    static boolean blocks(Outcome.Violated violated) {
        return violated.level() == Level.MANDATORY || violated.level() == Level.REMEDIATE;
    }

    /** The name in a URN: its last part. */
    static String name(String urn) {
        return urn.substring(urn.lastIndexOf("::") + (urn.contains("::") ? 2 : 1));
    }

    /** The resource type in a URN, without the types of its parents. */
    static String type(String urn) {
        String[] parts = urn.split("::", -1);
        String types = parts.length > 2 ? parts[2] : "";
        return types.substring(types.lastIndexOf('$') + 1);
    }
}
