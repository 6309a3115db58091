package dev.slipway.iam;

/** Where a policy document is attached, which decides what it must and must not hold. */
public enum PolicyKind {
    /** Attached to a role, user or group, inline or managed; also boundaries and session policies. */
    IDENTITY("identity policy"),
    /** Attached to a resource: bucket, key, repository, topic, queue, secret. */
    RESOURCE("resource policy"),
    /** A role's trust policy: who may assume the role. */
    TRUST("trust policy");

    private final String text;

    PolicyKind(String text) {
        this.text = text;
    }

    /** The name in messages. */
    public String text() {
        return text;
    }
}
