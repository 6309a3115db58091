package dev.slipway.local.executions;

/** What the user asked for does not fit the state of the pipeline. The message says what that is, and what to do. */
public final class NothingToDo extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Such a wish.
     *
     * @param message what was got, what was expected, what to do
     */
    public NothingToDo(String message) {
        super(message);
    }
}
