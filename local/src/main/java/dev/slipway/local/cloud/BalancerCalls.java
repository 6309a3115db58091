package dev.slipway.local.cloud;

import dev.slipway.local.cloud.ecs.LocalEcs;
import dev.slipway.local.cloud.ministack.ReplayedRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.MultiMap;
import org.eclipse.jetty.util.UrlEncoded;

/** Stands before ministack's Elastic Load Balancing: answers for the health of tasks, and tells the controller of changes. */
final class BalancerCalls extends Handler.Wrapper {
    private static final String VERSION = "2015-12-01";

    private final CompletableFuture<LocalEcs> running;

    /**
     * Makes it.
     *
     * @param running the controller, once it looks after everything
     * @param ministack answers everything else
     */
    BalancerCalls(CompletableFuture<LocalEcs> running, Handler ministack) {
        super(ministack);
        this.running = running;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (!request.getMethod().equals("POST")
                || type == null
                || !type.startsWith("application/x-www-form-urlencoded")) {
            return super.handle(request, response, callback);
        }
        var body = body(request);
        var replayed = new ReplayedRequest(request, body);
        var parameters = parameters(body);
        if (!VERSION.equals(parameters.get("Version"))) {
            return super.handle(replayed, response, callback);
        }
        var action = parameters.getOrDefault("Action", "");
        if (action.equals("DescribeTargetHealth")) {
            var answer = running.join().describeTargetHealth(parameters);
            if (answer.isPresent()) {
                response.setStatus(200);
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
                response.write(true, ByteBuffer.wrap(answer.get().getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        }
        return action.startsWith("Describe")
                ? super.handle(replayed, response, callback)
                : super.handle(replayed, response, Callback.from(callback, this::changed));
    }

    private void changed() {
        var ignored = running.thenAccept(LocalEcs::balancersChanged);
    }

    private static byte[] body(Request request) throws IOException {
        try (var stream = Content.Source.asInputStream(request)) {
            return stream.readAllBytes();
        }
    }

    private static Map<String, String> parameters(byte[] body) {
        var decoded = new MultiMap<String>();
        UrlEncoded.decodeTo(new String(body, StandardCharsets.UTF_8), decoded, StandardCharsets.UTF_8);
        var parameters = new TreeMap<String, String>();
        decoded.forEach((name, values) -> parameters.put(name, values.isEmpty() ? "" : values.get(0)));
        return parameters;
    }
}
