package dev.slipway.local.cloud.ecs.runtime;

/** The engine refused or could not do something; the message says what it said. */
public final class ContainerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** A refusal with the engine's words. */
    public ContainerFailure(String message) {
        super(message);
    }

    /** A failure to reach the engine at all. */
    public ContainerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
