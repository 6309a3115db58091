package dev.slipway.local.provider.aws;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What a handler works with during one call of the engine.
 *
 * @param clients the AWS clients
 * @param cancellation set when the engine cancels
 * @param timeout the resource's custom timeout, or what the handler's waits have by themselves
 */
public record Call(Clients clients, Cancellation cancellation, Duration timeout) {
    // A role is usable only some seconds after its creation; the same as in the official plugin, but for the length.
    private static final Duration ROLE_PROPAGATION = Duration.ofSeconds(10);

    /** Waits until the condition holds. */
    public void waitFor(String name, java.util.function.BooleanSupplier condition) {
        new Wait(name, timeout).until(cancellation, condition);
    }

    /** Retries while AWS says that a role that was just created cannot be assumed. */
    public <T> T onceRoleIsUsable(Supplier<T> call) {
        return new Wait("the role to become usable", ROLE_PROPAGATION)
                .retry(cancellation, Call::isRolePropagation, call);
    }

    private static boolean isRolePropagation(AwsServiceException e) {
        String message = AwsErrors.message(e).toLowerCase(Locale.ROOT);
        return message.contains("cannot be assumed")
                || message.contains("permissions required to assume the role")
                || message.contains("is not authorized to perform: sts:assumerole")
                || message.contains("unable to assume")
                || message.contains("invalid principal in policy");
    }
}
