package dev.slipway.local.cloud.access.policies;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.evaluation.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and the policies that come with it.
 *
 * @param caller who calls
 * @param context condition keys that follow from who calls, in lower case
 * @param policies inline and managed policies, those of a user's groups included
 * @param boundary the permissions boundary, or null
 * @param session what the session was narrowed to, or null
 */
public record Identity(
        Caller caller,
        Map<String, List<String>> context,
        List<NamedPolicy> policies,
        @Nullable NamedPolicy boundary,
        @Nullable NamedPolicy session) {
    /** Copies its collections. */
    public Identity {
        context = Map.copyOf(context);
        policies = List.copyOf(policies);
    }

    /** The texts of the policies. */
    public List<PolicyDocument> documents() {
        return policies.stream().map(NamedPolicy::document).toList();
    }

    /** The same, narrowed by what was asked for when the session was made. */
    Identity narrowedTo(@Nullable NamedPolicy policy) {
        return new Identity(caller, context, policies, boundary, policy);
    }
}
