package dev.slipway.iam.evaluation;

/** The kinds of policies that judge a request. */
public enum PolicyLayer {
    /** Policies of the caller. */
    IDENTITY("identity-based policy"),
    /** The policy of the resource. */
    RESOURCE("resource-based policy"),
    /** The permissions boundary of the caller. */
    BOUNDARY("permissions boundary"),
    /** The policy passed when the session was made. */
    SESSION("session policy");

    private final String text;

    PolicyLayer(String text) {
        this.text = text;
    }

    /** AWS's words in its messages. */
    public String text() {
        return text;
    }
}
