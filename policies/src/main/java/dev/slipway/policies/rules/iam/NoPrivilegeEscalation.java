package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyKind;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** No policy lets its holder raise its own rights: one finding for each path that is open. */
public final class NoPrivilegeEscalation extends ResourceRule {
    public NoPrivilegeEscalation() {
        super(
                About.rule("No policy lets its holder raise its own rights")
                        .why(
                                "Who can hand itself a role, a policy or a key holds the account, whatever else its policy says.")
                        .remedy(
                                "Take one action of the path away, or hold the first one to named resources: the roles that may"
                                        + " be passed, the users and policies that may be changed.")
                        .severity(Severity.CRITICAL)
                        .peers(
                                "checkov CKV_AWS_286",
                                "cloudsplaining PrivilegeEscalation",
                                "prowler iam_policy_allows_privilege_escalation")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
                                "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/")
                        .build(),
                AttachedPolicies.types(PolicyKind.IDENTITY));
    }

    @Override
    public Verdict check(ResourceView resource, Settings settings) {
        Findings findings = new Findings();
        IdentityGrants granted = IdentityGrants.of(resource);
        granted.unread().ifPresent(findings::notJudged);
        granted.everyAction().ifPresent(findings::notJudged);
        for (OpenPath open : OpenPath.all(granted)) {
            open.report(open.openers(), granted, findings, "expected nothing that leads to more than it has");
        }
        return findings.verdict();
    }
}
