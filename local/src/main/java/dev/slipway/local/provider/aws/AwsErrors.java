package dev.slipway.local.provider.aws;

import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** AWS's errors in words for the user. */
public final class AwsErrors {
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
            String service =
                    aws.awsErrorDetails() == null ? "" : aws.awsErrorDetails().serviceName();
            return "AWS answered " + code(aws) + " (HTTP " + aws.statusCode()
                    + (service == null || service.isEmpty() ? "" : ", service " + service.toLowerCase(Locale.ROOT))
                    + (aws.requestId() == null ? "" : ", request " + aws.requestId()) + "): " + message(aws);
        }
        if (e instanceof SdkClientException) {
            return "the local cloud could not be asked: " + e.getMessage();
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
