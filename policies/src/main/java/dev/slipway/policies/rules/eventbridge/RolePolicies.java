package dev.slipway.policies.rules.eventbridge;

import dev.slipway.iam.PolicyKind;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.rules.iam.AttachedPolicies;
import dev.slipway.policies.rules.iam.AttachedStatement;
import java.util.ArrayList;
import java.util.List;

/** The statements that a role has from all policies of the stack: inline, separate, and attached. */
final class RolePolicies {
    private static final List<PolicyKind> IDENTITY = List.of(PolicyKind.IDENTITY);

    private final List<AttachedStatement> statements = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();
    private final Findings unread;

    /**
     * The policies of a role.
     *
     * @param unread notes what cannot be read
     */
    RolePolicies(ResourceView role, StackView stack, Findings unread) {
        this.unread = unread;
        add(role);
        stack.referring(role, "role", "aws:iam/rolePolicy:RolePolicy").forEach(this::add);
        unread.tryOnce(
                () -> unread.tryEach(role.get("managedPolicyArns").items(), arn -> named(arn, List.of(), stack)));
        for (ResourceView attachment :
                stack.referring(role, "role", "aws:iam/rolePolicyAttachment:RolePolicyAttachment")) {
            unread.tryOnce(() -> named(attachment.get("policyArn"), stack.referredBy(attachment, "policyArn"), stack));
        }
    }

    private void named(Property arn, List<ResourceView> referred, StackView stack) {
        List<ResourceView> policies = new ArrayList<>(referred);
        if (policies.isEmpty()) {
            String wanted = arn.text("");
            stack.ofType("aws:iam/policy:Policy").stream()
                    .filter(policy -> policy.get("arn").isKnown()
                            && policy.get("arn").text("").equals(wanted))
                    .forEach(policies::add);
        }
        if (policies.isEmpty()) {
            elsewhere.add(arn.text(""));
        }
        policies.forEach(this::add);
    }

    private void add(ResourceView holder) {
        AttachedPolicies.of(holder).each(unread, IDENTITY, statements::add);
    }

    /** The statements that are known. */
    List<AttachedStatement> statements() {
        return statements;
    }

    /** The ARNs of attached policies that are not in the stack. */
    List<String> elsewhere() {
        return elsewhere;
    }
}
