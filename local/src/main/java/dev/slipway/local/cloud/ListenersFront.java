package dev.slipway.local.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.cloud.ecs.LocalEcs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells where load balancers answer: an AWS API names hosts that exist on AWS only. */
final class ListenersFront extends Handler.Abstract implements Front {
    private static final String PATH = "/_slipway/listeners";

    private final CompletableFuture<LocalEcs> ecs;

    ListenersFront(CompletableFuture<LocalEcs> ecs) {
        this.ecs = ecs;
    }

    @Override
    public boolean serves(Request request) {
        return Request.getPathInContext(request).equals(PATH);
    }

    @Override
    public Handler handler() {
        return this;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var urls = JsonNodeFactory.instance.objectNode();
        ecs.join().listenerUrls().forEach((arn, url) -> urls.put(arn, url.toString()));
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(urls.toString().getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
