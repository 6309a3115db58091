package dev.slipway.local.cloud.access.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.cloud.signature.Authorization;
import dev.slipway.local.cloud.signature.SignatureFailure;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Reads from a request which operation of which service it asks for, in each of AWS's protocols. */
public final class WireCall {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded";
    /** Signing names that policies write otherwise. */
    private static final Map<String, String> PREFIXES =
            Map.of("monitoring", "cloudwatch", "tagging", "tag", "email", "ses");

    /** What stands before the dot in X-Amz-Target. */
    private static final Map<String, String> TARGETS = Map.ofEntries(
            Map.entry("AmazonEC2ContainerRegistry_V20150921", "ecr"),
            Map.entry("AmazonEC2ContainerServiceV20141113", "ecs"),
            Map.entry("AmazonSQS", "sqs"),
            Map.entry("AmazonSSM", "ssm"),
            Map.entry("AWSEvents", "events"),
            Map.entry("AWSSecurityTokenServiceV20110615", "sts"),
            Map.entry("AWSStepFunctions", "states"),
            Map.entry("DynamoDB_20120810", "dynamodb"),
            Map.entry("GraniteServiceVersion20100801", "monitoring"),
            Map.entry("Logs_20140328", "logs"),
            Map.entry("secretsmanager", "secretsmanager"),
            Map.entry("TrentService", "kms"));

    private WireCall() {}

    /** Whether a request is for S3, whose objects are not read before they are passed on. */
    public static boolean isS3(SignedRequest request) {
        return request.header("x-amz-target") == null
                && scope(request).map(scope -> scope.service().equals("s3")).orElse(true)
                && !FORM.equals(type(request));
    }

    /**
     * The operation that a request asks for; empty when it cannot be told, and for S3.
     *
     * @throws SignatureFailure when the request is signed for another service than it names
     */
    public static Optional<ApiCall> of(SignedRequest request) throws SignatureFailure {
        var scope = scope(request);
        if (scope.isEmpty()) {
            return Optional.empty();
        }
        var prefix = PREFIXES.getOrDefault(scope.get().service(), scope.get().service());
        var region = scope.get().region();
        var target = request.header("x-amz-target");
        if (target != null) {
            var named = TARGETS.get(target.substring(0, Math.max(0, target.lastIndexOf('.'))));
            if (named != null && !named.equals(scope.get().service())) {
                throw new SignatureFailure(
                        "InvalidSignatureException",
                        "Credential should be scoped to correct service: '%s'. ".formatted(named));
            }
            return Optional.of(
                    new ApiCall(prefix, target.substring(target.lastIndexOf('.') + 1), region, json(request.body())));
        }
        if (FORM.equals(type(request)) || Authorization.decode(request.query()).containsKey("Action")) {
            var input = FormInput.of(request.query(), new String(request.body(), StandardCharsets.UTF_8));
            var action = input.path("Action").asText();
            return action.isEmpty() ? Optional.empty() : Optional.of(new ApiCall(prefix, action, region, input));
        }
        var operation = request.path().indexOf("/operation/");
        return request.header("smithy-protocol") == null || operation < 0
                ? Optional.empty()
                : Optional.of(new ApiCall(
                        prefix,
                        request.path().substring(operation + "/operation/".length()),
                        region,
                        JsonNodeFactory.instance.objectNode()));
    }

    /** The operation that a request of the query protocol names, signed or not; empty when it names none. */
    public static String action(SignedRequest request) {
        return FormInput.of(request.query(), new String(request.body(), StandardCharsets.UTF_8))
                .path("Action")
                .asText();
    }

    private static Optional<Authorization.Scope> scope(SignedRequest request) {
        try {
            return Authorization.of(request).map(Authorization::scope);
        } catch (SignatureFailure unreadable) {
            // Who answers also says what is wrong with it.
            return Optional.empty();
        }
    }

    private static String type(SignedRequest request) {
        var type = request.header("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip();
    }

    private static JsonNode json(byte[] body) {
        try {
            var read = JSON.readTree(body);
            return read.isObject() ? read : JsonNodeFactory.instance.objectNode();
        } catch (IOException notJson) {
            // The service refuses it; until then it is judged as a call without members.
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
