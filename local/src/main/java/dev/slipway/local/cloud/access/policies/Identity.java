package dev.slipway.local.cloud.access.policies;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.evaluation.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    /** The same, with the tags of its session, which come before those of the role. */
    Identity with(Map<String, String> sessionTags) {
        var all = new HashMap<>(context);
        sessionTags.forEach(
                (key, value) -> all.put("aws:principaltag/" + key.toLowerCase(Locale.ROOT), List.of(value)));
        return new Identity(caller, all, policies, boundary, session);
    }

    /** The same, narrowed by what was asked for when the session was made. */
    Identity narrowedTo(@Nullable NamedPolicy policy) {
        return new Identity(caller, context, policies, boundary, policy);
    }
}
