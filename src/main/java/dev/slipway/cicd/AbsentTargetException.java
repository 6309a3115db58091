package dev.slipway.cicd;

import com.pulumi.exceptions.RunException;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** A cluster, service or container that does not exist. */
public final class AbsentTargetException extends RunException {
    private static final long serialVersionUID = 1L;

    private final String argument;

    AbsentTargetException(String argument, String message, Throwable cause) {
        super(message, cause);
        this.argument = argument;
    }

    /** The one that a lookup failed with, when it failed with such. */
    public static Optional<AbsentTargetException> of(Throwable failure) {
        return cause(failure) instanceof AbsentTargetException absent ? Optional.of(absent) : Optional.empty();
    }

    /** What a stage failed with; the stages after it fail with that in a CompletionException. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The argument of {@link EcsDeployPipelineArgs} that names it. */
    public String argument() {
        return argument;
    }
}
