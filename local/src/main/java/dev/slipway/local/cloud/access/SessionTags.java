package dev.slipway.local.cloud.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.calls.ApiCall;
import dev.slipway.local.cloud.ministack.LearnedCredentials;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.signature.SignatureFailure;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The tags of sessions: those that a call brings, and those that the caller's own session hands on because they are transitive.
 *
 * @param transitive the transitive tags of the session of an access key
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining">Chaining roles with
 *     session tags</a>
 */
public record SessionTags(Function<String, Map<String, String>> transitive) {
    private static final String TRANSITIVE = "TransitiveTagKeys";

    private static boolean takesOnARole(ApiCall call) {
        return call.prefix().equals("sts") && call.operation().equals("AssumeRole");
    }

    /** Keys are the same in any case. */
    private static TreeMap<String, String> brought(ApiCall call) {
        var tags = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        call.input()
                .path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    private Map<String, String> inherited(Credential caller, ApiCall call) {
        return takesOnARole(call) ? transitive.apply(caller.accessKeyId()) : Map.of();
    }

    /**
     * Checks the tags of a call.
     *
     * @throws SignatureFailure when it would change a tag that is handed on, or hand on one that it does not bring
     */
    public void require(Credential caller, ApiCall call) throws SignatureFailure {
        if (!takesOnARole(call)) {
            return;
        }
        var brought = brought(call);
        if (inherited(caller, call).keySet().stream().anyMatch(brought::containsKey)) {
            throw invalid(
                    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");
        }
        for (var key : call.input().path(TRANSITIVE)) {
            if (!brought.containsKey(key.asText())) {
                throw invalid("The specified transitive tag key must be included in the requested tags.");
            }
        }
    }

    private static SignatureFailure invalid(String message) {
        return new SignatureFailure("InvalidParameterValue", message);
    }

    /** What a call needs beside what it asks for: the consent of a role to tags that are handed on to its session. */
    public Optional<AccessRequest> consent(Credential caller, ApiCall call) {
        return inherited(caller, call).isEmpty() || !brought(call).isEmpty()
                ? Optional.empty()
                : Optional.of(AccessRequest.of(
                        call.region(),
                        "sts:TagSession",
                        call.input().path("RoleArn").asText()));
    }

    /** Notes the tags of the session that a call makes. */
    public void note(Credential caller, ApiCall call, ObjectNode known) {
        var inherited = inherited(caller, call);
        var tags = known.putObject(LearnedCredentials.SESSION_TAGS);
        inherited.forEach(tags::put);
        brought(call).forEach(tags::put);
        var keys = new TreeSet<>(inherited.keySet());
        call.input().path(TRANSITIVE).forEach(key -> keys.add(key.asText()));
        var noted = known.putArray(LearnedCredentials.TRANSITIVE_TAGS);
        keys.forEach(noted::add);
    }
}
