package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a client is told when a service refuses. */
final class Refusals {
    private Refusals() {}

    /** Code and message, as in {@code CodeException: message}. */
    static String refusal(ThrowingCallable call) {
        var details = catchThrowableOfType(AwsServiceException.class, call).awsErrorDetails();
        return details.errorCode() + ": " + details.errorMessage();
    }
}
