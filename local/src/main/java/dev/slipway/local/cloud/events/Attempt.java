package dev.slipway.local.cloud.events;

import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.api.AwsException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Tells what follows from the call of a target: what busy targets refuse is tried again; as on AWS, what is gone or not permitted is not. */
public final class Attempt {
    private static final Set<String> BUSY = Set.of(
            "AccountLimitExceededException",
            "ConcurrentModificationException",
            "ConcurrentPipelineExecutionsLimitExceededException",
            "Throttled",
            "ThrottlingException");

    private Attempt() {}

    /**
     * Calls.
     *
     * @param target answers what it made of the call
     */
    public static Outcome of(Supplier<String> target) {
        try {
            return new Outcome.Taken(target.get());
        } catch (AccessDenied | IllegalArgumentException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        } catch (AwsException e) {
            return refused(e.code(), String.valueOf(e.getMessage()), false);
        } catch (AwsServiceException e) {
            var details = e.awsErrorDetails();
            return refused(details.errorCode(), details.errorMessage(), e.statusCode() >= 500);
        } catch (SdkClientException e) {
            return new Outcome.Later(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome refused(String code, String message, boolean serverFault) {
        var reason = code + ": " + message;
        return serverFault || BUSY.contains(code) ? new Outcome.Later(reason) : new Outcome.Refused(reason);
    }
}
