package dev.slipway.local.cloud.codebuild.execution.model;

import java.util.Objects;

/**
 * Why a phase ended as it did.
 *
 * @param statusCode such as {@code COMMAND_EXECUTION_ERROR}; empty after a success
 * @param message in words; empty after a success
 */
public record PhaseContext(String statusCode, String message) {
    /** The context of a success. */
    public static final PhaseContext NONE = new PhaseContext("", "");

    public PhaseContext {
        Objects.requireNonNull(statusCode);
        Objects.requireNonNull(message);
    }
}
