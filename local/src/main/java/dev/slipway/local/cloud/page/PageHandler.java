package dev.slipway.local.cloud.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves the page below {@code /_slipway/}. */
public final class PageHandler extends Handler.Abstract {
    private static final String ROOT = "/_slipway/";
    private static final String API = "api/";
    private static final String JSON = "application/json";
    private static final int LARGEST_WISH = 16 << 10;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final StaticFiles files = new StaticFiles();
    private final PageToken token = new PageToken();
    private final PageApi api;
    private final Live live;

    /**
     * A page.
     *
     * @param sources where it reads
     * @param pause how long after one look at the sources the next follows
     */
    public PageHandler(PageSources sources, Duration pause) {
        this.api = new PageApi(sources, token);
        this.live = new Live(api, pause);
    }

    /** Whether a path is of the page. */
    public static boolean serves(String path) {
        return path.startsWith(ROOT) || path.equals("/_slipway");
    }

    /** Whether a path is the one that links lead to. */
    public static boolean entrance(String path) {
        return path.equals(ROOT) || path.equals("/_slipway");
    }

    @Override
    protected void doStop() throws Exception {
        live.close();
        super.doStop();
    }

    /** Lets readers go: the server waits for them when it stops. */
    public void close() {
        live.close();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        HEADERS.forEach(response.getHeaders()::put);
        var path = Request.getPathInContext(request);
        if (path.equals("/_slipway")) {
            Response.sendRedirect(request, response, callback, ROOT);
            return true;
        }
        var below = path.substring(ROOT.length());
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> get(below, request, response, callback);
            case "POST" -> post(below, request, response, callback);
            default ->
                reply(response, callback, PageApi.Reply.error(405, "expected GET or POST, got " + request.getMethod()));
        };
    }

    private boolean get(String path, Request request, Response response, Callback callback) {
        if (path.equals(API + "live")) {
            return live(request, response, callback);
        }
        if (path.startsWith(API)) {
            return reply(response, callback, api.get(segments(path), query(request)));
        }
        var file = files.find(path);
        if (file.isEmpty()) {
            return reply(response, callback, PageApi.Reply.error(404, "the page has no file " + path));
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, file.get().type());
        response.write(true, ByteBuffer.wrap(file.get().content()), callback);
        return true;
    }

    private boolean post(String path, Request request, Response response, Callback callback) throws IOException {
        // Read before it is judged: what is left of a request would end the connection, on which the browser may have
        // sent its next one.
        byte[] body;
        try (var stream = Content.Source.asInputStream(request)) {
            body = stream.readNBytes(LARGEST_WISH);
        }
        var refusal = token.refusal(request);
        if (refusal.isPresent()) {
            return reply(response, callback, PageApi.Reply.error(403, refusal.get()));
        }
        if (!path.startsWith(API)) {
            return reply(response, callback, PageApi.Reply.error(404, "the page has no action " + path));
        }
        JsonNode wish;
        try {
            wish = PageJson.read(body);
        } catch (JsonProcessingException e) {
            return reply(response, callback, PageApi.Reply.error(400, "the request is not JSON"));
        }
        return reply(response, callback, api.post(segments(path), query(request), wish));
    }

    private boolean live(Request request, Response response, Callback callback) {
        if (!live.enter()) {
            return reply(response, callback, PageApi.Reply.error(503, "too many pages are open: close some of them"));
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream;charset=utf-8");
        try (var out = Content.Sink.asOutputStream(response)) {
            live.send(query(request), out);
            callback.succeeded();
        } catch (EofException gone) {
            callback.succeeded(); // the reader closed the page
        } catch (IOException | RuntimeException e) {
            callback.failed(e);
        } finally {
            live.leave();
        }
        return true;
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(API.length()).split("/", -1));
    }

    private static Map<String, String> query(Request request) {
        var query = new HashMap<String, String>();
        Request.extractQueryParameters(request, StandardCharsets.UTF_8)
                .forEach(field -> query.put(field.getName(), field.getValue()));
        return query;
    }

    private static boolean reply(Response response, Callback callback, PageApi.Reply reply) {
        response.setStatus(reply.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
        Content.Sink.write(response, true, reply.json(), callback);
        return true;
    }
}
