package dev.slipway.policies.rules.iam;

import dev.slipway.iam.catalog.SecurityFacts;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.model.Vocabulary;
import java.util.List;

/** Attached policies are the team's own, not AWS's. */
public final class ManagedPoliciesAreOwn extends ResourceRule {
    private static final Setting<List<String>> ALLOWED = Setting.list(
            "allowed",
            List.of(),
            Vocabulary.form(
                    "[A-Za-z0-9+=,.@_/-]+", "the name of a policy of AWS's, such as AmazonECSTaskExecutionRolePolicy"),
            "names of AWS's policies that may be attached");

    public ManagedPoliciesAreOwn() {
        super(
                About.rule("Attached policies are the team's own, not AWS's")
                        .why(
                                "AWS's policies fit every account, so they name no resource, and AWS widens them without asking.")
                        .remedy("Write a policy with the actions and resources that are used, or allow AWS's by name.")
                        .severity(Severity.LOW)
                        .peers("cdk-nag AwsSolutions-IAM4")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#aws-managed-policies")
                        .settings(ALLOWED)
                        .build(),
                ManagedPolicyArns.types());
    }

    @Override
    public Verdict check(ResourceView resource, Settings settings) {
        Findings findings = new Findings();
        ManagedPolicyArns.eachOfAws(resource, findings, (arn, name) -> {
            // Those that give everything have a rule of their own.
            if (!SecurityFacts.get().isAdminManagedPolicy(name)
                    && !settings.get(ALLOWED).contains(name)) {
                findings.violation(arn, name, "the policy is AWS's, expected one that names what is used");
            }
        });
        return findings.verdict();
    }
}
