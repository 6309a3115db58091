package dev.slipway.local.provider.aws;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** AWS's errors in words for the user. */
public final class AwsErrors {
    private static final int LONGEST_BODY = 400;

    private AwsErrors() {}

    /** The error code, such as {@code NoSuchEntity}; empty if AWS gave none. */
    public static String code(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    /** AWS's own message. */
    public static String message(AwsServiceException e) {
        String message =
                e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        return message == null ? String.valueOf(e.getMessage()) : message;
    }

    /** One line that says what failed and where. */
    public static String describe(RuntimeException e) {
        if (e instanceof AwsServiceException aws) {
            return answered(aws);
        }
        if (e instanceof SdkClientException) {
            return wasAsked(e)
                    ? "the endpoint answered, and the answer could not be read: " + withCause(e)
                    : "the local cloud could not be asked: " + e.getMessage();
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String answered(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String service = details == null ? "" : details.serviceName();
        String where = "(HTTP " + e.statusCode()
                + (service == null || service.isEmpty() ? "" : ", service " + service.toLowerCase(Locale.ROOT))
                + (e.requestId() == null ? "" : ", request " + e.requestId()) + ")";
        if (!code(e).isEmpty()) {
            return "AWS answered " + code(e) + " " + where + ": " + message(e);
        }
        return "the endpoint answered an error without a code " + where + ": " + body(details);
    }

    private static String body(@Nullable AwsErrorDetails details) {
        String body = details == null || details.rawResponse() == null
                ? ""
                : details.rawResponse().asUtf8String().strip().replaceAll("\\s+", " ");
        if (body.isEmpty()) {
            return "an empty body";
        }
        return body.length() <= LONGEST_BODY ? body : body.substring(0, LONGEST_BODY) + "...";
    }

    /** An answer came when the SDK failed on something else than the connection. */
    private static boolean wasAsked(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).startsWith("Unable to unmarshall response")) {
                return true;
            }
            if (cause instanceof IOException) {
                return false;
            }
        }
        return false;
    }

    private static String withCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == failure ? String.valueOf(failure.getMessage()) : failure.getMessage() + " " + root.getMessage();
    }
}
