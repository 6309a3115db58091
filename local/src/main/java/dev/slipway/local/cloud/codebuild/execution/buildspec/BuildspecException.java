package dev.slipway.local.cloud.codebuild.execution.buildspec;

/** A buildspec that cannot be used. The message is what AWS shows after {@code YAML_FILE_ERROR}. */
public final class BuildspecException extends Exception {
    private static final long serialVersionUID = 1;

    public BuildspecException(String message) {
        super(message);
    }

    public BuildspecException(String message, Throwable cause) {
        super(message, cause);
    }
}
