package dev.slipway.local.cloud.codebuild.execution.port;

import java.util.Objects;

/** The cloud refused or failed a call that was made for a build. */
public final class CloudCallException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * @param code the service's error code, such as {@code AccessDeniedException}
     * @param message the service's message
     */
    public CloudCallException(String code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code);
    }

    /** As above, with the reason. */
    public CloudCallException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
    }

    /** The service's error code. */
    public String code() {
        return code;
    }

    /** Code and message as AWS shows them together. */
    public String text() {
        return code + ": " + getMessage();
    }
}
