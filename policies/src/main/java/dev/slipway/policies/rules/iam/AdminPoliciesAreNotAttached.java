package dev.slipway.policies.rules.iam;

import dev.slipway.iam.catalog.SecurityFacts;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** No managed policy that gives about everything is attached. */
public final class AdminPoliciesAreNotAttached extends ResourceRule {

    public AdminPoliciesAreNotAttached() {
        super(
                About.rule("No managed policy that gives about everything is attached")
                        .why(
                                "AdministratorAccess and its like make whoever takes over a build the owner of the account.")
                        .remedy("Write a policy with the actions and resources that are used.")
                        .severity(Severity.CRITICAL)
                        .peers("checkov CKV_AWS_274", "prowler iam_role_administratoraccess_policy")
                        .frameworks("FSBP IAM.1", "CIS 3.0 1.16")
                        .links(
                                "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html")
                        .build(),
                ManagedPolicyArns.types());
    }

    @Override
    public Verdict check(ResourceView resource, Settings settings) {
        Findings findings = new Findings();
        ManagedPolicyArns.eachOfAws(resource, findings, (arn, name) -> {
            if (SecurityFacts.get().isAdminManagedPolicy(name)) {
                findings.violation(arn, name, "the policy gives about everything, expected one with what is used");
            }
        });
        return findings.verdict();
    }
}
