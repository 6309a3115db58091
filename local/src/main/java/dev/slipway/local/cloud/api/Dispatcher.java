package dev.slipway.local.cloud.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.model.OperationModel;
import dev.slipway.local.cloud.model.Validator;
import dev.slipway.local.cloud.model.Violation;
import dev.slipway.local.cloud.signature.SignatureCheck.Verified;
import dev.slipway.local.cloud.store.JsonEnd;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes a request to one service through the model, the operation, and the model again. */
public final class Dispatcher {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> REFUSED = Set.of(
            "AccessDeniedException",
            "ExpiredTokenException",
            "IncompleteSignatureException",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "UnrecognizedClientException");

    private final Service service;
    private final Validator validator;
    private final Guard guard;

    /**
     * A dispatcher of one service.
     *
     * @param guard refuses what the caller may not do
     */
    public Dispatcher(Service service, Guard guard) {
        this.service = service;
        this.guard = guard;
        this.validator = new Validator(service.model());
    }

    /** The service. */
    public Service service() {
        return service;
    }

    /**
     * Answers a request.
     *
     * @param operation name of the operation that was asked for
     * @param body the request's body
     * @param extra members that stood in the path or the query
     * @param verified who asks
     */
    public Answer answer(String operation, byte[] body, ObjectNode extra, Verified verified) {
        var model = service.model().operation(operation);
        if (model.isEmpty()) {
            return error(
                    "UnknownOperationException",
                    "%s has no operation %s".formatted(service.model().service(), operation));
        }
        var handler = service.operation(operation);
        if (handler.isEmpty()) {
            return error(
                    "UnknownOperationException",
                    "the local cloud does not have %s:%s: %s"
                            .formatted(service.model().service(), operation, service.lacks()));
        }
        try {
            return answer(model.get(), handler.get(), body, extra, verified);
        } catch (RuntimeException e) {
            e.printStackTrace();
            return error("InternalFailure", "the local cloud failed: " + e);
        }
    }

    private Answer answer(
            OperationModel operation, Operation handler, byte[] body, ObjectNode extra, Verified verified) {
        try {
            var input = parse(body);
            input.setAll(extra);
            var refusal = guard.refusal(service.model().signingName(), operation.name(), input, verified);
            if (refusal.isPresent()) {
                return error("AccessDeniedException", refusal.get());
            }
            checkRequest(operation, input);
            return checked(operation, handler.handle(new Call(input, verified.region(), verified.credential())));
        } catch (AwsException e) {
            if (!ErrorCodes.allowed(operation, e.code())) {
                throw new IllegalStateException(
                        "%s answers with %s, which its model does not declare".formatted(operation.name(), e.code()),
                        e);
            }
            return error(e.code(), String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode parse(byte[] body) {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                dropNulls(object);
                return object;
            }
        } catch (IOException e) {
            throw new AwsException("SerializationException", "the request is not JSON" + place(e));
        }
        throw new AwsException("SerializationException", "the request is not a JSON object");
    }

    private static String place(IOException e) {
        return e instanceof JsonProcessingException json ? " from " + JsonEnd.of(json) + " on" : "";
    }

    /** AWS reads an explicit null as a member that was not given. */
    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(entry -> entry.getValue().isNull());
        }
        node.forEach(Dispatcher::dropNulls);
    }

    private void checkRequest(OperationModel operation, ObjectNode input) {
        if (operation.input() == null) {
            return;
        }
        var violations = validator.validate(input, operation.input());
        if (violations.isEmpty()) {
            return;
        }
        var code = ErrorCodes.of(operation, violations.get(0), service.brokenRule());
        throw new AwsException(code, message(violations));
    }

    private static String message(List<Violation> violations) {
        var count = violations.size();
        return violations.stream()
                .map(Violation::message)
                .collect(Collectors.joining(
                        "; ", "%d validation error%s detected: ".formatted(count, count == 1 ? "" : "s"), ""));
    }

    private Answer checked(OperationModel operation, JsonNode output) {
        if (operation.output() == null) {
            return new Answer(200, null, output.isEmpty() ? "" : output.toString());
        }
        var violations = validator.validateAnswer(output, operation.output());
        if (!violations.isEmpty()) {
            throw new IllegalStateException(
                    "%s answers what its model does not allow: %s".formatted(operation.name(), message(violations)));
        }
        return new Answer(200, null, output.toString());
    }

    /** An error in the form of the JSON protocols. */
    public static Answer error(String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("__type", code);
        body.put("message", message);
        var status = REFUSED.contains(code) ? 403 : code.equals("InternalFailure") ? 500 : 400;
        return new Answer(status, code, body.toString());
    }
}
