package dev.slipway.policies.rules.iam;

import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which resources of a stack hold the policies of each role: the role, its separate policies, and those that are attached to it. */
final class RoleHolders {
    private static final String ROLE = "aws:iam/role:Role";
    private static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
    private static final String POLICY = "aws:iam/policy:Policy";

    /** The types of the resources that hold policies of roles. */
    static final String[] TYPES = {ROLE, ROLE_POLICY, POLICY};

    /** By role: its URN, or its name when it is no role of the stack. */
    private final Map<String, Set<ResourceView>> byRole = new LinkedHashMap<>();

    private final Map<String, Set<String>> rolesByHolder = new LinkedHashMap<>();

    private RoleHolders(StackView stack) {
        stack.ofType(ROLE).forEach(role -> add(role.urn(), role));
        stack.ofType(ROLE_POLICY).forEach(policy -> roles(policy, stack).forEach(role -> add(role, policy)));
        for (ResourceView attachment : stack.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")) {
            stack.referredBy(attachment, "policyArn").stream()
                    .filter(policy -> policy.type().equals(POLICY))
                    .forEach(policy -> roles(attachment, stack).forEach(role -> add(role, policy)));
        }
    }

    static RoleHolders of(StackView stack) {
        return stack.remember(RoleHolders.class, () -> new RoleHolders(stack));
    }

    /** The roles that a resource holds policies of; empty when nothing tells. */
    Set<String> roles(ResourceView holder) {
        return rolesByHolder.getOrDefault(holder.urn(), Set.of());
    }

    /** All that hold policies of a role. */
    List<ResourceView> holders(String role) {
        return List.copyOf(byRole.getOrDefault(role, Set.of()));
    }

    private void add(String role, ResourceView holder) {
        byRole.computeIfAbsent(role, key -> new LinkedHashSet<>()).add(holder);
        rolesByHolder
                .computeIfAbsent(holder.urn(), key -> new LinkedHashSet<>())
                .add(role);
    }

    private static List<String> roles(ResourceView resource, StackView stack) {
        List<String> ours = stack.referredBy(resource, "role").stream()
                .filter(referred -> referred.type().equals(ROLE))
                .map(ResourceView::urn)
                .toList();
        Property name = resource.get("role");
        return !ours.isEmpty() || !name.isKnown() || name.text("").isBlank() ? ours : List.of(name.text(""));
    }
}
