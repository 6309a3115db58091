package dev.slipway.local.executions;

/** A name of the user's that stands for nothing, or for too much. The message says what there is. */
public final class UnknownName extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Such a name.
     *
     * @param message what was got, what was expected, what to do
     */
    public UnknownName(String message) {
        super(message);
    }
}
