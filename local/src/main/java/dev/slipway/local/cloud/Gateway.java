package dev.slipway.local.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.calls.WireCall;
import dev.slipway.local.cloud.access.policies.PolicyCache;
import dev.slipway.local.cloud.api.Answer;
import dev.slipway.local.cloud.api.Dispatcher;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.signature.Authorization;
import dev.slipway.local.cloud.signature.SignatureCheck;
import dev.slipway.local.cloud.signature.SignatureFailure;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/** Answers every request of the one public port: for services of ours itself, for all others through ministack. */
final class Gateway extends Handler.Wrapper {
    private static final int LARGEST_BODY = 32 << 20;
    private static final List<String> PRIVATE_PATHS = List.of("/_ministack", "/_localstack");
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String HEALTH_PATH = "/_slipway/health";

    private final Router router;
    private final SignatureCheck signatures;

    private final OnceAnswers once;
    private final List<Front> fronts;
    private final PassedOn passedOn;

    Gateway(
            Router router,
            SignatureCheck signatures,
            OnceAnswers once,
            List<Front> fronts,
            PassedOn passedOn,
            Handler ministack) {
        super(ministack);
        this.passedOn = passedOn;
        this.fronts = List.copyOf(fronts);
        this.fronts.forEach(front -> addBean(front.handler()));
        this.once = once;
        this.router = router;
        this.signatures = signatures;
    }

    @Override
    public void setServer(Server server) {
        super.setServer(server);
        fronts.forEach(front -> front.handler().setServer(server));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var path = Request.getPathInContext(request);
        if (path.equals(HEALTH_PATH)) {
            return write(response, callback, new Answer(200, null, "{\"status\":\"ready\"}"), JSON);
        }
        if (PRIVATE_PATHS.stream().anyMatch(path::startsWith)) {
            // They reset or show everything without a signature.
            return write(
                    response,
                    callback,
                    Dispatcher.error("AccessDeniedException", path + " is not open to clients"),
                    JSON);
        }
        for (var front : fronts) {
            if (front.serves(request)) {
                return front.handler().handle(request, response, callback);
            }
        }
        var head = head(request, new byte[0]);
        var route = router.route(head);
        if (route instanceof Route.Ours ours) {
            return answer(request, response, callback, ours);
        }
        if (route instanceof Route.Unknown unknown) {
            return unknownService(response, callback, head, unknown.service());
        }
        return passOn(request, response, callback, head);
    }

    private boolean passOn(Request request, Response response, Callback callback, SignedRequest head) throws Exception {
        var complete = request;
        var signed = head;
        if (!isObject(head)) {
            var body = body(request, Integer.MAX_VALUE);
            complete = new ReplayedRequest(request, body);
            signed = head(request, body);
        }
        PolicyCache.Write write;
        try {
            var refusal = passedOn.refusal(complete, signed, signatures.checkPassedOn(signed));
            if (refusal.isPresent()) {
                // Clients that are still sending an object would not see the answer.
                drain(complete);
                return Denial.write(response, callback, signed, refusal.get());
            }
            write = passedOn.write(signed);
        } catch (SignatureFailure refused) {
            return refuse(response, callback, head, refused);
        }
        return super.handle(complete, response, Callback.from(callback, write::close));
    }

    private static void drain(Request request) throws IOException {
        try (var stream = Content.Source.asInputStream(request)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Objects may be large, so they are passed on as they come; their hash is in a header. */
    private static boolean isObject(SignedRequest head) {
        return WireCall.isS3(head)
                && (head.header("x-amz-content-sha256") != null || head.header("authorization") == null)
                && !(head.method().equals("POST")
                        && Authorization.decode(head.query()).containsKey("delete"));
    }

    /** The refusal as the protocol of the request has it: JSON, the query protocol's XML, or that of S3. */
    private static boolean refuse(
            Response response, Callback callback, SignedRequest request, SignatureFailure refused) {
        var form = form(request);
        if (request.header("x-amz-target") != null) {
            return write(
                    response, callback, Dispatcher.error(refused.code(), String.valueOf(refused.getMessage())), JSON);
        }
        var code = refused.code().equals("UnrecognizedClientException")
                ? form ? "InvalidClientTokenId" : "InvalidAccessKeyId"
                : "SignatureDoesNotMatch";
        var error = "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, refused.getMessage());
        return write(
                response,
                callback,
                new Answer(403, code, form ? "<ErrorResponse>%s</ErrorResponse>".formatted(error) : error),
                "text/xml");
    }

    /** Whether the request speaks the query protocol. */
    private static boolean form(SignedRequest request) {
        var type = request.header("content-type");
        return type != null && type.startsWith("application/x-www-form-urlencoded");
    }

    private boolean answer(Request request, Response response, Callback callback, Route.Ours route) throws IOException {
        var model = route.dispatcher().service().model();
        if (request.getLength() > LARGEST_BODY) {
            return write(
                    response,
                    callback,
                    Dispatcher.error(
                            "SerializationException",
                            "the request has %d bytes, expected at most %d"
                                    .formatted(request.getLength(), LARGEST_BODY)),
                    contentType(model));
        }
        var signed = head(request, body(request, LARGEST_BODY));
        Answer answer;
        try {
            var verified = signatures.check(signed, model.signingName());
            var name = signed.header(OnceAnswers.HEADER);
            var before = name == null ? Optional.<Answer>empty() : once.find(name);
            answer = before.orElseGet(() -> route.dispatcher()
                    .answer(route.operation(), signed.body(), members(request, model.protocol()), verified));
            if (name != null && before.isEmpty()) {
                once.keep(name, answer);
            }
        } catch (SignatureFailure refused) {
            answer = Dispatcher.error(refused.code(), String.valueOf(refused.getMessage()));
        }
        return write(response, callback, answer, contentType(model));
    }

    /** UntagResource of notification rules is the one operation with members outside the body. */
    private static ObjectNode members(Request request, String protocol) {
        var members = JsonNodeFactory.instance.objectNode();
        var path = request.getHttpURI().getDecodedPath();
        if (protocol.equals("rest-json") && path.startsWith("/untagResource/")) {
            members.put("Arn", path.substring("/untagResource/".length()));
            var keys = members.putArray("TagKeys");
            Request.extractQueryParameters(request).getValuesOrEmpty("tagKeys").forEach(keys::add);
        }
        return members;
    }

    private static String contentType(ServiceModel model) {
        return model.protocol().equals("json") ? "application/x-amz-json-" + model.jsonVersion() : "application/json";
    }

    private static byte[] body(Request request, int limit) throws IOException {
        try (var stream = Content.Source.asInputStream(request)) {
            return stream.readNBytes(limit);
        }
    }

    private static SignedRequest head(Request request, byte[] body) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (var field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(field.getValue() == null ? "" : field.getValue());
        }
        var uri = request.getHttpURI();
        return new SignedRequest(request.getMethod(), uri.getPath(), uri.getQuery(), headers, body);
    }

    private static boolean unknownService(Response response, Callback callback, SignedRequest request, String service) {
        var message = "the local cloud has no service '%s'".formatted(service);
        if (!form(request)) {
            return write(response, callback, Dispatcher.error("UnknownOperationException", message), JSON);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
        response.getHeaders().put("x-amzn-ErrorType", "UnknownOperationException");
        var body = "<ErrorResponse><Error><Type>Sender</Type><Code>UnknownOperationException</Code><Message>"
                + message.replace("&", "&amp;").replace("<", "&lt;") + "</Message></Error></ErrorResponse>";
        response.setStatus(400);
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private static boolean write(Response response, Callback callback, Answer answer, String contentType) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
        if (answer.error() != null) {
            response.getHeaders().put("x-amzn-ErrorType", answer.error());
        }
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), callback);
        return true;
    }
}
