package dev.slipway.local.cloud.access.policies;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import java.util.List;

/**
 * A policy and where it stands.
 *
 * @param name name of an inline policy, ARN of a managed one, or ARN of the resource that has it
 * @param document what it says
 */
public record NamedPolicy(String name, PolicyDocument document) {
    /** A policy that is attached, but whose text nobody here has: what it says is unknown. */
    static NamedPolicy unknown(String name) {
        return new NamedPolicy(name, new PolicyDocument(PolicyDocument.VERSION, null, List.of(), false));
    }

    /** The name of a statement of it: the policy, and the Sid or the number of the statement, counted from 1. */
    public String nameOf(Statement statement) {
        var sid = statement.sid();
        return name + "/" + (sid == null ? document.statements().indexOf(statement) + 1 : sid);
    }

    /** Whether the statement is one of this policy. */
    public boolean holds(Statement statement) {
        return document.statements().contains(statement);
    }
}
