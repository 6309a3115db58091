package dev.slipway.local.cloud.ecs.control;

/** An error of the ECS API: its code is the exception's name in the service model. */
public final class EcsFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Makes one.
     *
     * @param code such as {@code ServiceNotFoundException}
     * @param message what was got, what was expected, what to do
     */
    public EcsFault(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The error code; the HTTP status is 400 for all of them. */
    public String code() {
        return code;
    }
}
