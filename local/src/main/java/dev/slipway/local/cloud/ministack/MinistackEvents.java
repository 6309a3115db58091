package dev.slipway.local.cloud.ministack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** The way to ministack's EventBridge that is not open to clients: it takes events of AWS's own services, and tells what rules deliver. */
public final class MinistackEvents implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "/_ministack/slipway/";
    /** Header that shows the key for what no client may do, even through the gateway. */
    static final String DOOR = "x-slipway-door";

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Ministack ministack;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Map<Long, CompletableFuture<?>> open = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private volatile boolean closed;

    /** The EventBridge of a ministack. */
    public MinistackEvents(Ministack ministack) {
        this.ministack = ministack;
    }

    /**
     * Puts events in their order, and returns when what they changed is on disk. The event of an ID is taken once.
     *
     * @param events as ministack keeps them: EventId, Source, DetailType, Detail, EventBusName, Time, Resources, Account, Region
     * @throws IOException when ministack does not take them
     */
    public void put(Collection<ObjectNode> events) throws IOException, InterruptedException {
        send("events", Json.object("events", Json.array(events)), ANSWER);
    }

    /**
     * What rules deliver and nobody has taken yet, by id. It is told again until {@link #done} is called.
     *
     * @param wait how long to wait for the first, at most a minute
     */
    public JsonNode deliveries(Duration wait) throws IOException, InterruptedException {
        var asked = Json.object().put("seconds", wait.toMillis() / 1000.0);
        return send("deliveries", asked, ANSWER.plus(wait));
    }

    /** Says that deliveries are taken. */
    public void done(Collection<String> ids) throws IOException, InterruptedException {
        send("deliveries/done", Json.object("ids", Json.texts(ids)), ANSWER);
    }

    private JsonNode send(String what, ObjectNode body, Duration answer) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ministack.port() + FOLDER + what))
                .timeout(answer)
                .header(DOOR, ministack.key())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        var response = await(http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()));
        if (response.statusCode() != 200) {
            throw new IOException(
                    "ministack answered %s with %d: %s".formatted(what, response.statusCode(), response.body()));
        }
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> answer)
            throws IOException, InterruptedException {
        var number = asked.incrementAndGet();
        open.put(number, answer);
        try {
            if (closed) {
                answer.cancel(true);
            }
            return answer.get();
        } catch (CancellationException | ExecutionException e) {
            throw new IOException("ministack did not answer: " + e, e);
        } finally {
            open.remove(number);
        }
    }

    /** Breaks off what is asked. Whoever waits is not interrupted, as that would close the files that it uses next. */
    @Override
    public void close() {
        closed = true;
        open.values().forEach(answer -> answer.cancel(true));
    }
}
