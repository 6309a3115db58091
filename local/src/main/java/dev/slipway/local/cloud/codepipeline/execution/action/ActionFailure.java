package dev.slipway.local.cloud.codepipeline.execution.action;

/** Why an action has failed, as AWS says it. */
public final class ActionFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * A failure.
     *
     * @param code such as ConfigurationError
     * @param message for the user
     */
    public ActionFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The code. */
    public String code() {
        return code;
    }

    /** The message, which is never absent. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
