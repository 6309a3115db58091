package dev.slipway.local.cloud.ecs.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks one loopback URL again and again from several threads; bounded in number. */
final class LoadGenerator implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int MOST_REQUESTS = 20_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    LoadGenerator(URI url) {
        this(url, Duration.ofMillis(5));
    }

    /** With a pause of each thread after each of its requests. */
    LoadGenerator(URI url, Duration pause) {
        var request = HttpRequest.newBuilder(url).timeout(Duration.ofMinutes(1)).build();
        for (var i = 0; i < THREADS; i++) {
            var thread = new Thread(() -> ask(request, pause.toMillis()), "load");
            thread.start();
            threads.add(thread);
        }
    }

    private void ask(HttpRequest request, long pause) {
        while (!stop.get() && asked.incrementAndGet() <= MOST_REQUESTS) {
            try {
                Thread.sleep(pause);
                var response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    answers.merge(response.body().strip(), 1, Integer::sum);
                } else {
                    failures.add("%d %s".formatted(response.statusCode(), response.body()));
                }
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** How often each body was answered. */
    Map<String, Integer> answers() {
        return answers;
    }

    /** Every answer other than 200, and every request without an answer. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws InterruptedException {
        stop.set(true);
        for (var thread : threads) {
            thread.join(10_000);
            if (thread.isAlive()) {
                failures.add("a thread of the load has not ended");
            }
        }
    }
}
