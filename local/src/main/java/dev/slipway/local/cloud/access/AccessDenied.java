package dev.slipway.local.cloud.access;

/** A call that IAM refuses. Its message is what AWS answers, with the nearest statement after it. */
public final class AccessDenied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message who may not do what on which resource, and why
     */
    public AccessDenied(String message) {
        super(message);
    }

    /** The message, which is never absent. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
