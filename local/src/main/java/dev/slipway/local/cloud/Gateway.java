package dev.slipway.local.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.calls.WireCall;
import dev.slipway.local.cloud.api.Answer;
import dev.slipway.local.cloud.api.Dispatcher;
import dev.slipway.local.cloud.ministack.MinistackProxy;
import dev.slipway.local.cloud.ministack.ReplayedRequest;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.signature.Authorization;
import dev.slipway.local.cloud.signature.SignatureCheck;
import dev.slipway.local.cloud.signature.SignatureFailure;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
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
    private final FrontDoor door;
    private final Path bodies;

    /**
     * Makes it.
     *
     * @param bodies folder for bodies of requests while they are judged
     */
    Gateway(
            FrontDoor door,
            Path bodies,
            Router router,
            SignatureCheck signatures,
            OnceAnswers once,
            List<Front> fronts,
            PassedOn passedOn,
            Handler ministack) {
        super(ministack);
        this.door = door;
        this.bodies = bodies;
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
        var head = head(request, new byte[0]);
        try {
            return let(request, response, callback, head);
        } catch (RuntimeException | IOException e) {
            if (response.isCommitted()) {
                throw e;
            }
            e.printStackTrace();
            response.reset();
            var error = new ApiError(500, "InternalFailure", "the local cloud failed: " + e);
            return ErrorWriter.write(response, callback, head, error);
        }
    }

    /** Before anything else, a request is judged by where it comes from. */
    private boolean let(Request request, Response response, Callback callback, SignedRequest head) throws Exception {
        var path = Request.getPathInContext(request);
        var verdict = door.judge(head, path);
        if (verdict instanceof FrontDoor.Verdict.Refused refused) {
            return ErrorWriter.write(response, callback, head, ApiError.denied(refused.reason()));
        }
        if (verdict instanceof FrontDoor.Verdict.Shared) {
            request.setAttribute(MinistackProxy.SHARED, true);
        } else if (head.header("sec-fetch-dest") != null) {
            // A page that somebody put into a bucket must not act as a page of ours.
            response.getHeaders().put("Content-Security-Policy", "sandbox");
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
        }
        if (path.equals(HEALTH_PATH)) {
            return write(response, callback, new Answer(200, null, "{\"status\":\"ready\"}"), JSON);
        }
        if (PRIVATE_PATHS.stream().anyMatch(path::startsWith)) {
            // They reset or show everything without a signature.
            return ErrorWriter.write(response, callback, head, ApiError.denied("this path is not open to clients"));
        }
        for (var front : fronts) {
            if (front.serves(request)) {
                return front.handler().handle(request, response, callback);
            }
        }
        var route = router.route(head);
        if (route instanceof Route.Ours ours) {
            return answer(request, response, callback, ours);
        }
        if (route instanceof Route.Unknown unknown) {
            var message = "the local cloud has no service '%s'".formatted(unknown.service());
            return ErrorWriter.write(response, callback, head, new ApiError(400, "UnknownOperationException", message));
        }
        return passOn(request, response, callback, head);
    }

    private boolean passOn(Request request, Response response, Callback callback, SignedRequest head) throws Exception {
        var object = isObject(head);
        var body = object ? new byte[0] : body(request, Integer.MAX_VALUE);
        var signed = object ? head : head(request, body);
        try {
            passedOn.requireSignature(signed);
            var caller = signatures.checkPassedOn(signed);
            var refusal = passedOn.refusal(request, signed, caller);
            if (refusal.isPresent()) {
                // Clients that are still sending an object would not see the answer.
                drain(request);
                return ErrorWriter.write(response, callback, signed, ApiError.denied(refusal.get()));
            }
            if (passedOn.reads(signed)) {
                request.setAttribute(MinistackProxy.READS, true);
            }
            var held = HeldBody.read(
                    object ? Content.Source.asInputStream(request) : new ByteArrayInputStream(body),
                    bodies,
                    head,
                    caller.map(SignatureCheck.Verified::credential).orElse(null));
            passedOn.bucketsChange(signed);
            var answered = Callback.from(callback, () -> {
                held.close();
                passedOn.bucketsChange(signed);
            });
            var write = passedOn.write(signed);
            return super.handle(
                    new ReplayedRequest(request, held::source), response, Callback.from(answered, write::close));
        } catch (SignatureFailure refused) {
            drain(request);
            return ErrorWriter.write(response, callback, head, ApiError.of(refused));
        }
    }

    /** Says that ministack does not answer. */
    static void unavailable(Request request, Response response, Callback callback, int status) {
        var error = new ApiError(
                status,
                "ServiceUnavailableException",
                "ministack does not answer, it is being started again: try again");
        ErrorWriter.write(response, callback, head(request, new byte[0]), error);
    }

    private static void drain(Request request) throws IOException {
        try (var stream = Content.Source.asInputStream(request)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Objects may be large, so they are judged by their head, where their hash is, before they are read. */
    private static boolean isObject(SignedRequest head) {
        return WireCall.isS3(head)
                && (head.header("x-amz-content-sha256") != null || head.header("authorization") == null)
                && !(head.method().equals("POST")
                        && Authorization.decode(head.query()).containsKey("delete"));
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
            Supplier<Answer> work = () -> route.dispatcher()
                    .answer(route.operation(), signed.body(), members(request, model.protocol()), verified);
            answer = name == null ? work.get() : once.answer(name, work);
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

    static SignedRequest head(Request request, byte[] body) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (var field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(field.getValue() == null ? "" : field.getValue());
        }
        var uri = request.getHttpURI();
        return new SignedRequest(request.getMethod(), uri.getPath(), uri.getQuery(), headers, body);
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
