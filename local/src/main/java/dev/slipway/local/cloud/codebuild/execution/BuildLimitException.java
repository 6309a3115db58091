package dev.slipway.local.cloud.codebuild.execution;

/** No more builds are taken now: {@code AccountLimitExceededException} of StartBuild. */
public final class BuildLimitException extends Exception {
    private static final long serialVersionUID = 1;

    BuildLimitException(String message) {
        super(message);
    }
}
