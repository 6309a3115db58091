package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyKind;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Verdict;
import java.util.List;

/** A rule that judges each statement of a policy by itself, wherever the policy is attached. */
public abstract class StatementRule extends ResourceRule {
    private final List<PolicyKind> kinds;

    /** A rule for the statements of these kinds of policies. */
    protected StatementRule(About about, PolicyKind... kinds) {
        super(about, AttachedPolicies.types(kinds));
        this.kinds = List.of(kinds);
    }

    @Override
    public final Verdict check(ResourceView resource, Settings settings) {
        Findings findings = new Findings();
        AttachedPolicies.of(resource).each(findings, kinds, statement -> check(statement, settings, findings));
        return findings.verdict();
    }

    /** Judges one statement, and notes what is wrong with it. */
    protected abstract void check(AttachedStatement attached, Settings settings, Findings findings);
}
