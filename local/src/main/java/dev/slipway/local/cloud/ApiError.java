package dev.slipway.local.cloud;

import dev.slipway.local.cloud.api.Dispatcher;
import dev.slipway.local.cloud.signature.SignatureFailure;
import java.util.Map;

/**
 * An error of the gateway itself.
 *
 * @param status HTTP status
 * @param code AWS's code as the JSON protocols name it
 * @param message what was wrong
 * @param details what else S3 says of it, such as the region of a bucket
 */
record ApiError(int status, String code, String message, Map<String, String> details) {
    private static final Map<String, Names> OTHER_NAMES = Map.of(
            "InvalidToken", new Names("InvalidClientTokenId", "AuthFailure", "InvalidToken"),
            "AccessDeniedException", new Names("AccessDenied", "UnauthorizedOperation", "AccessDenied"),
            "UnrecognizedClientException", new Names("InvalidClientTokenId", "AuthFailure", "InvalidAccessKeyId"),
            "InvalidSignatureException", new Names("SignatureDoesNotMatch", "AuthFailure", "SignatureDoesNotMatch"),
            "IncompleteSignatureException", new Names("IncompleteSignature", "AuthFailure", "SignatureDoesNotMatch"),
            "MissingAuthenticationTokenException",
                    new Names("MissingAuthenticationToken", "AuthFailure", "AccessDenied"),
            "ExpiredTokenException", new Names("ExpiredToken", "RequestExpired", "ExpiredToken"),
            "InternalFailure", new Names("InternalFailure", "InternalError", "InternalError"),
            "ServiceUnavailableException", new Names("ServiceUnavailable", "Unavailable", "ServiceUnavailable"));

    private record Names(String query, String ec2, String s3) {}

    ApiError {
        details = Map.copyOf(details);
    }

    ApiError(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    static ApiError denied(String message) {
        return new ApiError(403, "AccessDeniedException", message);
    }

    static ApiError of(SignatureFailure refused) {
        var message = String.valueOf(refused.getMessage());
        return new ApiError(
                Dispatcher.error(refused.code(), message).status(), refused.code(), message, refused.details());
    }

    /** What a protocol calls it. */
    String codeIn(WireProtocol protocol) {
        var names = OTHER_NAMES.getOrDefault(code, new Names(code, code, code));
        return switch (protocol) {
            case JSON, CBOR, REGISTRY -> code.equals("InvalidToken") ? "UnrecognizedClientException" : code;
            case QUERY -> names.query();
            case EC2 -> names.ec2();
            case S3 -> names.s3();
        };
    }
}
