package dev.slipway.policies.rules.iam;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.List;
import java.util.Map;

/** Users have no policies of their own. */
public final class PoliciesAreNotOnUsers extends ResourceRule {
    /** The properties that name users, or hold a user's policies. */
    private static final Map<String, List<String>> PROPERTIES = Map.of(
            "aws:iam/userPolicy:UserPolicy", List.of("user"),
            "aws:iam/userPolicyAttachment:UserPolicyAttachment", List.of("user"),
            "aws:iam/policyAttachment:PolicyAttachment", List.of("users"),
            "aws-native:iam:UserPolicy", List.of("userName"),
            "aws-native:iam:User", List.of("policies", "managedPolicyArns"));

    public PoliciesAreNotOnUsers() {
        super(
                About.rule("Users have no policies of their own")
                        .why(
                                "What one user may do is overlooked when people come and go; roles and groups are reviewed once.")
                        .remedy("Give the policy to a role, or to a group that the user is in.")
                        .severity(Severity.LOW)
                        .peers(
                                "checkov CKV_AWS_40",
                                "trivy AWS-0143",
                                "prowler iam_policy_attached_only_to_group_or_roles")
                        .frameworks("FSBP IAM.2", "CIS 3.0 1.15")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#use-groups-for-permissions")
                        .build(),
                PROPERTIES.keySet().toArray(String[]::new));
    }

    @Override
    public Verdict check(ResourceView resource, Settings settings) {
        Findings findings = new Findings();
        for (String name : PROPERTIES.getOrDefault(resource.type(), List.of())) {
            Property property = resource.get(name);
            if (!property.items().isEmpty()) {
                findings.violation(property, "the policy is a user's own, expected a role or a group");
            }
        }
        return findings.verdict();
    }
}
