package dev.slipway.policies.rules.access;

import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Truth;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.rules.iam.AttachedPolicies;
import dev.slipway.policies.rules.iam.AttachedStatement;
import java.util.ArrayList;
import java.util.List;

/** A rule for policies of resources: no statement lets everyone in, taken together with what other statements deny. */
public abstract class ClosedPolicyRule extends ResourceRule {
    private static final List<PolicyKind> RESOURCE = List.of(PolicyKind.RESOURCE);

    private final String message;

    /**
     * A rule for the policies of these types.
     *
     * @param message what is wrong with a statement that lets everyone in
     */
    protected ClosedPolicyRule(About about, String message, String... types) {
        super(about, types);
        this.message = message;
    }

    @Override
    public final Verdict check(ResourceView resource, Settings settings) {
        Findings unread = new Findings();
        List<AttachedStatement> all = new ArrayList<>();
        AttachedPolicies.of(resource).each(unread, RESOURCE, all::add);
        Findings findings = new Findings();
        for (AttachedStatement attached : all) {
            judge(attached, all, findings);
        }
        Verdict unknown = unread.verdict();
        // A statement that cannot be read may be the Deny that closes the policy.
        return unknown instanceof Verdict.NotApplicable ? unknown : findings.verdict();
    }

    private void judge(AttachedStatement attached, List<AttachedStatement> all, Findings findings) {
        Truth open = OpenStatement.isOpen(attached.statement());
        if (!open.possible()
                || all.stream().anyMatch(other -> OpenStatement.closes(other.statement(), attached.statement()))) {
            return;
        }
        if (open.certain()) {
            boolean others = attached.statement().principals().isEmpty();
            findings.violation(attached.element(others ? "NotPrincipal" : "Principal"), message);
        } else {
            findings.notJudged(attached.at().path() + " is partly unknown until the resource is created");
        }
    }
}
