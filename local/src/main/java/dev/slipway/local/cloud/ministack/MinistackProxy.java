package dev.slipway.local.cloud.ministack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Streams requests to ministack unchanged, so that their signatures hold. */
public final class MinistackProxy extends ProxyHandler.Reverse {
    private static final int CONNECTIONS = 256;
    private static final int LARGEST_KEY_ANSWER = 16 << 10;

    /** Attribute of a request that was judged; it tells ministack not to judge again, as it knows less of IAM. */
    public static final String JUDGED = "dev.slipway.judged";
    /** Attribute of a request that may be answered with a key: what the request says of the key, an ObjectNode. */
    public static final String KEY = "dev.slipway.key";

    static final String JUDGED_HEADER = "x-slipway-judged";
    static final String YES = "yes";

    private final LearnedCredentials learned;

    /**
     * A proxy.
     *
     * @param ministack where requests go
     * @param learned is told of every access key that ministack hands out
     */
    public MinistackProxy(Ministack ministack, LearnedCredentials learned) {
        super(request -> HttpURI.build(request.getHttpURI())
                .scheme("http")
                .authority("127.0.0.1", ministack.port())
                .asImmutable());
        this.learned = learned;
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setMaxConnectionsPerDestination(CONNECTIONS);
        client.setUserAgentField(null);
        client.setMaxResponseHeadersSize(1 << 20);
    }

    /** ministack sees the client's request, and whether it was judged. */
    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request toServer) {
        toServer.headers(headers -> {
            headers.remove(JUDGED_HEADER);
            if (request.getAttribute(JUDGED) != null) {
                headers.put(JUDGED_HEADER, YES);
            }
        });
    }

    @Override
    protected org.eclipse.jetty.client.Response.CompleteListener newServerToProxyResponseListener(
            Request request, org.eclipse.jetty.client.Request toServer, Response response, Callback callback) {
        var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null && type.startsWith("application/x-www-form-urlencoded")
                ? new LearningListener(request, toServer, response, callback)
                : super.newServerToProxyResponseListener(request, toServer, response, callback);
    }

    /** Passes an answer on, after looking for an access key in it: the client may use the key at once. */
    private final class LearningListener extends ProxyResponseListener {
        private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
        private final ObjectNode known;

        LearningListener(
                Request request, org.eclipse.jetty.client.Request toServer, Response response, Callback callback) {
            super(request, toServer, response, callback);
            known = request.getAttribute(KEY) instanceof ObjectNode node ? node : JsonNodeFactory.instance.objectNode();
        }

        @Override
        public void onContent(org.eclipse.jetty.client.Response fromServer, Content.Chunk chunk, Runnable demander) {
            if (seen.size() + chunk.remaining() <= LARGEST_KEY_ANSWER) {
                var bytes = new byte[chunk.remaining()];
                chunk.getByteBuffer().slice().get(bytes);
                seen.writeBytes(bytes);
                learned.learnFrom(seen.toString(StandardCharsets.UTF_8), known);
            }
            super.onContent(fromServer, chunk, demander);
        }
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request request,
            org.eclipse.jetty.client.Request toServer,
            org.eclipse.jetty.client.Response fromServer,
            Response response,
            Callback callback,
            Throwable failure) {
        var status = failure instanceof TimeoutException ? 504 : 503;
        unavailable(response, callback, status, failure);
    }

    static void unavailable(Response response, Callback callback, int status, Throwable failure) {
        if (response.isCommitted()) {
            callback.failed(failure);
            return;
        }
        response.reset();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        var body =
                "{\"__type\":\"ServiceUnavailable\",\"message\":\"ministack does not answer, it is being started again: try again\"}";
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
