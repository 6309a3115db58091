package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.model.PhaseContext;

/** A phase failed, for a reason that the build's user is to see. */
final class PhaseFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final transient PhaseContext context;

    PhaseFailure(String statusCode, String message) {
        super(message);
        this.context = new PhaseContext(statusCode, message);
    }

    PhaseFailure(String statusCode, String message, Throwable cause) {
        super(message, cause);
        this.context = new PhaseContext(statusCode, message);
    }

    PhaseContext context() {
        return context;
    }
}
