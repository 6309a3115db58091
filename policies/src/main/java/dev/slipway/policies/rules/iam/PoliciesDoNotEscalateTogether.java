package dev.slipway.policies.rules.iam;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The policies of one role do not together let their holder raise its own rights, where each alone does not. */
public final class PoliciesDoNotEscalateTogether extends StackRule {

    /** Remembers what is known of a role for the whole stack. */
    private record OfRole(String role) {}

    /** What the policies of a role grant together, and the paths that this opens. */
    private record Together(IdentityGrants granted, List<OpenPath> open) {
        static Together of(List<ResourceView> holders) {
            IdentityGrants granted = IdentityGrants.together(holders);
            return new Together(granted, OpenPath.all(granted));
        }
    }

    public PoliciesDoNotEscalateTogether() {
        super(
                About.rule("The policies of one role do not together let it raise its own rights")
                        .why("A role that may pass roles by one policy and start tasks by another holds the account, "
                                + "though a reviewer sees nothing wrong in either.")
                        .remedy(
                                "Take one action of the path away, or hold the first one to named resources. All policies"
                                        + " of a role count, in whatever resource they are.")
                        .severity(Severity.CRITICAL)
                        .peers("prowler iam_policy_allows_privilege_escalation")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html")
                        .build(),
                RoleHolders.TYPES);
    }

    @Override
    public Verdict check(ResourceView subject, StackView stack, Settings settings) {
        RoleHolders holders = RoleHolders.of(stack);
        Set<String> roles = holders.roles(subject);
        if (roles.isEmpty()) {
            return Verdict.notApplicable("nothing tells which role it belongs to");
        }
        Findings findings = new Findings();
        for (String role : roles) {
            List<ResourceView> all = holders.holders(role);
            if (all.size() > 1) {
                Together together = stack.remember(new OfRole(role), () -> Together.of(all));
                together.granted().unread().ifPresent(findings::notJudged);
                judge(subject, together, findings);
            }
        }
        return findings.verdict();
    }

    /** Each path is told at the resource that opens it; what that resource does alone is another rule's finding. */
    private static void judge(ResourceView subject, Together together, Findings findings) {
        List<OpenPath> joint = together.open().stream()
                .filter(open -> !own(subject, together, open).isEmpty())
                .toList();
        if (joint.isEmpty()) {
            return;
        }
        Set<String> alone = OpenPath.all(IdentityGrants.of(subject)).stream()
                .map(open -> open.path().id())
                .collect(Collectors.toSet());
        for (OpenPath open : joint) {
            if (!alone.contains(open.path().id())) {
                open.report(
                        own(subject, together, open),
                        together.granted(),
                        findings,
                        "with the role's other policies it leads to more than it has, expected one that does not");
            }
        }
    }

    private static List<OpenPath.Opener> own(ResourceView subject, Together together, OpenPath open) {
        return open.openers().stream()
                .filter(opener ->
                        together.granted().holder(opener.grant()).urn().equals(subject.urn()))
                .toList();
    }
}
