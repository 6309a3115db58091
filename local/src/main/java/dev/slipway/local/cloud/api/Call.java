package dev.slipway.local.cloud.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.signature.Credential;

/**
 * One request to an operation, already checked against the model.
 *
 * @param input the request's members
 * @param region the region that it was signed for
 * @param caller who asks
 */
public record Call(ObjectNode input, String region, Credential caller) {
    /** The one account of the local cloud. */
    public static final String ACCOUNT = "000000000000";

    /** The value of a text member, or an empty text when it was not given. */
    public String text(String member) {
        return input.path(member).asText("");
    }

    /** Whether a member was given. */
    public boolean has(String member) {
        return input.hasNonNull(member);
    }

    /** The ARN of something of this account in the request's region. */
    public String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, ACCOUNT, resource);
    }
}
