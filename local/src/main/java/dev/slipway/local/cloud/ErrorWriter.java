package dev.slipway.local.cloud;

import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes the gateway's own errors in the form that the client's protocol has for them. */
final class ErrorWriter {
    private static final Map<String, String> REGISTRY_CODES = Map.of(
            "AccessDeniedException", "DENIED",
            "ServiceUnavailableException", "UNAVAILABLE");

    private ErrorWriter() {}

    static boolean write(Response response, Callback callback, SignedRequest request, ApiError error) {
        var protocol = WireProtocol.of(request);
        var code = error.codeIn(protocol);
        var id = UUID.randomUUID().toString();
        var body =
                switch (protocol) {
                    case JSON ->
                        text(Json.object()
                                .put("__type", code)
                                .put("message", error.message())
                                .toString());
                    case CBOR -> cbor(new TreeMap<>(Map.of("__type", code, "message", error.message())));
                    case QUERY ->
                        text("<ErrorResponse><Error><Type>%s</Type>%s</Error><RequestId>%s</RequestId></ErrorResponse>"
                                .formatted(error.status() < 500 ? "Sender" : "Receiver", inner(code, error), id));
                    case EC2 ->
                        text("<Response><Errors><Error>%s</Error></Errors><RequestID>%s</RequestID></Response>"
                                .formatted(inner(code, error), id));
                    case S3 ->
                        text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>%s<RequestId>%s</RequestId></Error>"
                                .formatted(inner(code, error), id));
                    case REGISTRY -> text(registry(error));
                };
        response.setStatus(error.status());
        var headers = response.getHeaders();
        headers.put("x-amzn-RequestId", id);
        switch (protocol) {
            case JSON -> headers.put("x-amzn-ErrorType", code);
            case CBOR -> headers.put("smithy-protocol", "rpc-v2-cbor");
            case S3 -> headers.put("x-amz-request-id", id);
            default -> {}
        }
        var region = error.details().get("Region");
        if (protocol == WireProtocol.S3 && region != null) {
            headers.put("x-amz-bucket-region", region);
        }
        headers.put(HttpHeader.CONTENT_TYPE, type(protocol, request));
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        var sent = request.method().equals("HEAD") ? new byte[0] : body;
        response.write(true, ByteBuffer.wrap(sent), callback);
        return true;
    }

    private static String type(WireProtocol protocol, SignedRequest request) {
        return switch (protocol) {
            case JSON -> {
                var type = request.header("content-type");
                yield type != null && type.startsWith("application/x-amz-json") ? type : "application/json";
            }
            case CBOR -> "application/cbor";
            case QUERY, EC2 -> "text/xml";
            case S3 -> "application/xml";
            case REGISTRY -> "application/json";
        };
    }

    private static String inner(String code, ApiError error) {
        return element("Code", code)
                + element("Message", error.message())
                + new TreeMap<>(error.details())
                        .entrySet().stream()
                                .map(detail -> element(detail.getKey(), detail.getValue()))
                                .collect(Collectors.joining());
    }

    private static String element(String name, String value) {
        var text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<%s>%s</%s>".formatted(name, text, name);
    }

    private static String registry(ApiError error) {
        var one = Json.object()
                .put("code", REGISTRY_CODES.getOrDefault(error.code(), "UNKNOWN"))
                .put("message", error.message());
        return Json.object("errors", Json.array(List.of(one))).toString();
    }

    private static byte[] text(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** A map of texts: all that an error needs of CBOR. */
    private static byte[] cbor(Map<String, String> members) {
        var out = new ByteArrayOutputStream();
        out.write(0xa0 | members.size());
        members.forEach((name, value) -> {
            cbor(out, name);
            cbor(out, value);
        });
        return out.toByteArray();
    }

    private static void cbor(ByteArrayOutputStream out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        // A text whose length stands in four bytes.
        out.write(0x7a);
        out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }
}
