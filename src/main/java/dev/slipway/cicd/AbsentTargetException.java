package dev.slipway.cicd;

import com.pulumi.exceptions.RunException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/** A cluster, service or container that does not exist. */
public final class AbsentTargetException extends RunException {
    private static final long serialVersionUID = 1L;

    private static final Pattern AROUND =
            Pattern.compile("^[A-Z_]+: (invocation of \\S+ returned an error: )?(invoking \\S+: )?");

    private final String argument;

    AbsentTargetException(String argument, String message, Throwable cause) {
        super(message, cause);
        this.argument = argument;
    }

    /** The one that a lookup failed with, when it failed with such. */
    public static Optional<AbsentTargetException> of(Throwable failure) {
        return cause(failure) instanceof AbsentTargetException absent ? Optional.of(absent) : Optional.empty();
    }

    /** What the provider said when a lookup failed, without what the engine and gRPC put around it. */
    public static String reason(Throwable failure) {
        return AROUND.matcher(String.valueOf(cause(failure).getMessage())).replaceFirst("");
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
