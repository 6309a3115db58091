package dev.slipway.local.rehearsal.proof;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.local.cloud.access.policies.NamedPolicy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * The roles of a stack.
 *
 * @param policies their inline policies, by ARN of the role
 * @param managed ARNs of the managed policies that they have besides, which are not judged here
 */
public record StackRoles(Map<String, List<NamedPolicy>> policies, List<String> managed) {
    /** Copies its collections. */
    public StackRoles {
        policies = new TreeMap<>(policies);
        managed = List.copyOf(managed);
    }

    /** The roles whose names begin with the stack's prefix. */
    public static StackRoles read(IamClient iam, String prefix) {
        var policies = new TreeMap<String, List<NamedPolicy>>();
        var managed = new ArrayList<String>();
        for (var role : iam.listRolesPaginator().roles()) {
            if (role.roleName().startsWith(prefix)) {
                policies.put(role.arn(), inline(iam, role.roleName()));
                iam.listAttachedRolePoliciesPaginator(request -> request.roleName(role.roleName()))
                        .attachedPolicies()
                        .forEach(attached -> managed.add(attached.policyArn()));
            }
        }
        return new StackRoles(policies, managed);
    }

    private static List<NamedPolicy> inline(IamClient iam, String role) {
        return iam.listRolePoliciesPaginator(request -> request.roleName(role)).policyNames().stream()
                .map(name -> new NamedPolicy(
                        name,
                        PolicyDocument.parse(URLDecoder.decode(
                                iam.getRolePolicy(request ->
                                                request.roleName(role).policyName(name))
                                        .policyDocument(),
                                StandardCharsets.UTF_8))))
                .toList();
    }

    /** All that they say, as one text: the same text means that earlier rehearsals are still good. */
    public String text() {
        var text = new StringBuilder();
        policies.forEach((role, all) -> all.forEach(policy -> text.append(role)
                .append(' ')
                .append(policy.name())
                .append(' ')
                .append(policy.document().toJson())
                .append('\n')));
        return text.toString();
    }
}
