package dev.slipway.iam.evaluation;

import dev.slipway.iam.PolicyDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policies that judge a request.
 *
 * @param identity the caller's policies, inline and managed
 * @param boundary the caller's permissions boundary, or null
 * @param session the session's policy, or null
 * @param resource the resource's policy, or null
 * @param resourceMustAllow whether the resource's policy must allow even within one account, as key policies and trust policies must
 */
public record Policies(
        List<PolicyDocument> identity,
        @Nullable PolicyDocument boundary,
        @Nullable PolicyDocument session,
        @Nullable PolicyDocument resource,
        boolean resourceMustAllow) {
    public Policies {
        identity = List.copyOf(identity);
    }

    /** No policy at all. */
    public static Policies none() {
        return ofIdentity();
    }

    /** The caller's policies alone. */
    public static Policies ofIdentity(PolicyDocument... documents) {
        return new Policies(List.of(documents), null, null, null, false);
    }

    /** These policies and a permissions boundary of the caller. */
    public Policies withBoundary(PolicyDocument document) {
        return new Policies(identity, document, session, resource, resourceMustAllow);
    }

    /** These policies and a session policy. */
    public Policies withSession(PolicyDocument document) {
        return new Policies(identity, boundary, document, resource, resourceMustAllow);
    }

    /** These policies and the policy of the resource, such as a bucket policy. */
    public Policies withResource(PolicyDocument document) {
        return new Policies(identity, boundary, session, document, false);
    }

    /** These policies and the key's policy, or the trust policy of the role to assume: without its consent nobody gets in. */
    public Policies withKeyOrTrust(PolicyDocument document) {
        return new Policies(identity, boundary, session, document, true);
    }
}
