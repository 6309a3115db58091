package dev.slipway.local.cloud.ecs.control;

/** Something that a task needs before it starts cannot be had; the message is that of the service that refused. */
public final class TaskResourceFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public TaskResourceFailure(String message) {
        super(message);
    }

    /** Makes one with its cause. */
    public TaskResourceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
