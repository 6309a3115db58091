package dev.slipway.local.cloud;

import dev.slipway.local.cloud.api.Answer;
import dev.slipway.local.cloud.api.Dispatcher;
import dev.slipway.local.cloud.signature.Authorization;
import dev.slipway.local.cloud.signature.SignatureFailure;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What IAM refuses, in the form that the request's protocol has for it. */
final class Denial {
    private Denial() {}

    static boolean write(Response response, Callback callback, SignedRequest request, String message) {
        var answer = answer(request, message);
        response.setStatus(answer.status());
        response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
        if (answer.error() != null) {
            response.getHeaders().put("x-amzn-ErrorType", answer.error());
        }
        var json = answer.body().startsWith("{");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, json ? "application/x-amz-json-1.1" : "text/xml");
        var bytes =
                request.method().equals("HEAD") ? new byte[0] : answer.body().getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(bytes), callback);
        return true;
    }

    private static Answer answer(SignedRequest request, String message) {
        if (request.header("x-amz-target") != null || request.header("smithy-protocol") != null) {
            return Dispatcher.error("AccessDeniedException", message);
        }
        var text = message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        var error = "<Code>%s</Code><Message>%s</Message>";
        return switch (service(request)) {
            case "s3" -> new Answer(403, null, "<Error>" + error.formatted("AccessDenied", text) + "</Error>");
            case "ec2" ->
                new Answer(
                        403,
                        null,
                        "<Response><Errors><Error>" + error.formatted("UnauthorizedOperation", text)
                                + "</Error></Errors></Response>");
            default ->
                new Answer(
                        403,
                        null,
                        "<ErrorResponse><Error><Type>Sender</Type>" + error.formatted("AccessDenied", text)
                                + "</Error></ErrorResponse>");
        };
    }

    private static String service(SignedRequest request) {
        try {
            return Authorization.of(request)
                    .map(authorization -> authorization.scope().service())
                    .orElse("s3");
        } catch (SignatureFailure e) {
            throw new IllegalStateException("a request that cannot be read was judged", e);
        }
    }
}
