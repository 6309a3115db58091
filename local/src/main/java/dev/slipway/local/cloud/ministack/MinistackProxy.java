package dev.slipway.local.cloud.ministack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Streams requests to ministack unchanged, so that their signatures hold. */
public final class MinistackProxy extends ProxyHandler.Reverse {
    private static final int CONNECTIONS = 256;
    private static final int LARGEST_KEY_ANSWER = 16 << 10;

    /** Attribute of a request that was judged; it tells ministack not to judge again, as it knows less of IAM. */
    public static final String JUDGED = "dev.slipway.judged";
    /** Attribute of a request that may be answered with a key: what the request says of the key, an ObjectNode. */
    public static final String KEY = "dev.slipway.key";

    /** Attribute of a request that another site's page may make, as the configuration of a bucket says. */
    public static final String SHARED = "dev.slipway.shared";
    /** Attribute of a request that changes nothing. */
    public static final String READS = "dev.slipway.reads";

    /** How long a request is made again. */
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** How often: one that ends ministack each time must not end the cloud. */
    private static final int ATTEMPTS = 4;

    private static final String ATTEMPT = "dev.slipway.attempt";
    private static final String ONCE = "x-slipway-once";
    /** How the names of those requests begin that the gateway itself names; ministack's launcher forgets them soon. */
    private static final String NAMED_HERE = "gateway-";

    static final String JUDGED_HEADER = "x-slipway-judged";
    static final String YES = "yes";

    private final Upstream upstream;
    private final LearnedCredentials learned;
    private final Unavailable refusals;

    /** Says that ministack does not answer. */
    @FunctionalInterface
    public interface Unavailable {
        /** Answers a request with this status. */
        void write(Request request, Response response, Callback callback, int status);
    }

    /** Which ministack a request was sent to, and under which name it is to be carried out once. */
    private record Attempt(int port, @Nullable String name, long begun, int number) {
        boolean mayGoOn() {
            return number < ATTEMPTS && System.nanoTime() - begun < LONGEST.toNanos();
        }
    }

    /**
     * A proxy.
     *
     * @param upstream where requests go
     * @param learned is told of every access key that ministack hands out
     * @param refusals say that ministack does not answer, in the protocol of the request
     */
    public MinistackProxy(Upstream upstream, LearnedCredentials learned, Unavailable refusals) {
        super(request -> HttpURI.build(request.getHttpURI())
                .scheme("http")
                .authority("127.0.0.1", attempt(request).port())
                .asImmutable());
        this.upstream = upstream;
        this.learned = learned;
        this.refusals = refusals;
    }

    private static Attempt attempt(Request request) {
        return (Attempt) Objects.requireNonNull(request.getAttribute(ATTEMPT), "set before a request is sent");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var port = upstream.port();
        var before = (Attempt) request.getAttribute(ATTEMPT);
        request.setAttribute(
                ATTEMPT,
                new Attempt(
                        port,
                        before == null ? name(request) : before.name(),
                        before == null ? System.nanoTime() : before.begun(),
                        before == null ? 1 : before.number() + 1));
        return super.handle(request, response, callback);
    }

    /** What is changed must be changed once, also when it is asked for twice because ministack ended before it answered. */
    private static @Nullable String name(Request request) {
        var given = request.getHeaders().get(ONCE);
        return given != null ? given : request.getAttribute(READS) != null ? null : NAMED_HERE + UUID.randomUUID();
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
            headers.remove(Upstream.GATE);
            headers.remove(MinistackEvents.DOOR);
            headers.put(Upstream.GATE, upstream.key());
            var name = attempt(request).name();
            if (name != null) {
                headers.put(ONCE, name);
            }
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
                : new Listener(request, toServer, response, callback);
    }

    /** Passes an answer on, without what lets pages of other sites read it: ministack says so of everything. */
    private class Listener extends ProxyResponseListener {
        private final Request request;
        private final Response response;

        Listener(Request request, org.eclipse.jetty.client.Request toServer, Response response, Callback callback) {
            super(request, toServer, response, callback);
            this.request = request;
            this.response = response;
        }

        @Override
        public void onHeaders(org.eclipse.jetty.client.Response fromServer) {
            super.onHeaders(fromServer);
            if (request.getAttribute(SHARED) == null) {
                response.getHeaders().getFieldNamesCollection().stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"))
                        .toList()
                        .forEach(response.getHeaders()::remove);
            }
        }
    }

    /** Passes an answer on, after looking for an access key in it: the client may use the key at once. */
    private final class LearningListener extends Listener {
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
        if (response.isCommitted()) {
            callback.failed(failure);
            return;
        }
        response.reset();
        // Whoever waits must not be the thread that reads ministack's answers.
        request.getComponents().getExecutor().execute(() -> ask(request, response, callback, failure));
    }

    /** Asks again: what reads may be asked twice, and what changes something has a name, so that it is carried out once. */
    private void ask(Request request, Response response, Callback callback, Throwable failure) {
        try {
            var again = request instanceof ReplayedRequest
                    && attempt(request).mayGoOn()
                    && !(failure instanceof TimeoutException);
            if (again && (upstream.endedSince(attempt(request).port()) || upstream.up())) {
                request.rewind();
                handle(request, response, callback);
                return;
            }
            refusals.write(request, response, callback, failure instanceof TimeoutException ? 504 : 503);
        } catch (RuntimeException e) {
            callback.failed(e);
        }
    }
}
