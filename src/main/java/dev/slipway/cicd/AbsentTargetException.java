package dev.slipway.cicd;

import com.pulumi.exceptions.RunException;

/** A cluster, service or container that does not exist. */
public final class AbsentTargetException extends RunException {
    private static final long serialVersionUID = 1L;

    private final String argument;

    AbsentTargetException(String argument, String message, Throwable cause) {
        super(message, cause);
        this.argument = argument;
    }

    /** The argument of {@link EcsDeployPipelineArgs} that names it. */
    public String argument() {
        return argument;
    }
}
