package dev.slipway.local.cloud;

/** Why the local cloud cannot start, in words for the user. Nothing was made or changed. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** The kinds of failure, each with its own exit code. */
    public enum Reason {
        /** Another program listens on the port. */
        PORT_IN_USE(3),
        /** The given Python does not run. */
        NO_PYTHON(4),
        /** The given Python lacks ministack or botocore. */
        NO_MINISTACK(5),
        /** The state folder cannot be read or written. */
        STATE_UNUSABLE(6),
        /** Another local cloud works in the state folder. */
        STATE_IN_USE(7),
        /** A state file is damaged. */
        STATE_DAMAGED(8),
        /** Anything else. */
        OTHER(9);

        private final int exitCode;

        Reason(int exitCode) {
            this.exitCode = exitCode;
        }

        /** The exit code of {@code slipway-local serve}. */
        public int exitCode() {
            return exitCode;
        }
    }

    private final Reason reason;

    /**
     * A failure to start.
     *
     * @param reason its kind
     * @param message what was found, what was expected, what to do
     */
    public StartFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The kind of failure. */
    public Reason reason() {
        return reason;
    }
}
