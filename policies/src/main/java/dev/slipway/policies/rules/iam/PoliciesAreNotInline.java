package dev.slipway.policies.rules.iam;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.Set;

/** Policies are resources of their own, where several identities could share them. */
public final class PoliciesAreNotInline extends ResourceRule {
    private static final Setting<Boolean> ON_ROLES = Setting.flag(
            "onRoles",
            false,
            "Whether inline policies of roles are violations too; a role that one service has to itself needs no other");

    private static final Set<String> OF_ROLES = Set.of(
            "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy", "aws-native:iam:Role", "aws-native:iam:RolePolicy");

    public PoliciesAreNotInline() {
        super(
                About.rule("Policies of groups are not inline")
                        .why("An inline policy has no versions to go back to, and is copied where it is needed twice.")
                        .remedy("Make a Policy, and attach it.")
                        .severity(Severity.LOW)
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html")
                        .settings(ON_ROLES)
                        .build(),
                "aws:iam/groupPolicy:GroupPolicy",
                "aws:iam/role:Role",
                "aws:iam/rolePolicy:RolePolicy",
                "aws-native:iam:Group",
                "aws-native:iam:GroupPolicy",
                "aws-native:iam:Role",
                "aws-native:iam:RolePolicy");
    }

    @Override
    public Verdict check(ResourceView resource, Settings settings) {
        if (OF_ROLES.contains(resource.type()) && !settings.get(ON_ROLES)) {
            return Verdict.notApplicable("inline policies of roles are accepted, says the configuration");
        }
        Property policy = inline(resource);
        boolean some =
                policy.isPresent() && (!policy.isList() || !policy.items().isEmpty());
        return some
                ? Verdict.violation(policy, "the policy is inline, expected a policy of its own that is attached")
                : Verdict.compliant();
    }

    private static Property inline(ResourceView resource) {
        return switch (resource.type()) {
            case "aws:iam/role:Role" -> resource.get("inlinePolicies");
            case "aws-native:iam:Role", "aws-native:iam:Group" -> resource.get("policies");
            case "aws-native:iam:RolePolicy", "aws-native:iam:GroupPolicy" -> resource.get("policyDocument");
            default -> resource.get("policy");
        };
    }
}
