package dev.slipway.local.cloud.api;

/** An error that a service answers with. */
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * An error.
     *
     * @param code an error code that the service's model declares for the operation, or a common one
     * @param message what was wrong
     */
    public AwsException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The error code. */
    public String code() {
        return code;
    }
}
