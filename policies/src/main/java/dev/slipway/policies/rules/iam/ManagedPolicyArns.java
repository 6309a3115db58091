package dev.slipway.policies.rules.iam;

import static java.util.Map.entry;

import dev.slipway.iam.Arn;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The managed policies that a resource attaches to a role, user, group or permission set. */
final class ManagedPolicyArns {
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            entry("aws:iam/role:Role", "managedPolicyArns"),
            entry("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "policyArn"),
            entry("aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn"),
            entry("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn"),
            entry("aws:iam/policyAttachment:PolicyAttachment", "policyArn"),
            entry("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "policyArns"),
            entry("aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive", "policyArns"),
            entry("aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive", "policyArns"),
            entry("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "managedPolicyArn"),
            entry("aws-native:iam:Role", "managedPolicyArns"),
            entry("aws-native:iam:User", "managedPolicyArns"),
            entry("aws-native:iam:Group", "managedPolicyArns"));

    private ManagedPolicyArns() {}

    /** The types of all resources that attach managed policies. */
    static String[] types() {
        return PROPERTIES.keySet().toArray(String[]::new);
    }

    /** Runs a check on the name of every policy of AWS's own; what cannot be read is noted as not judged. */
    static void eachOfAws(ResourceView resource, Findings findings, BiConsumer<Property, String> check) {
        Property arns = resource.get(PROPERTIES.getOrDefault(resource.type(), ""));
        findings.tryOnce(() -> findings.tryEach(
                arns.items(), arn -> nameOfAws(arn.text("")).ifPresent(name -> check.accept(arn, name))));
    }

    private static Optional<String> nameOfAws(String text) {
        return Arn.parse(text)
                .filter(arn -> arn.service().equals("iam") && arn.account().equals("aws"))
                .map(arn -> arn.resource().substring(arn.resource().lastIndexOf('/') + 1));
    }
}
