package dev.slipway.local.rehearsal.scene;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Asks a service for its page again and again, and counts what fails. */
public final class Load implements AutoCloseable {
    private static final Pattern MARK = Pattern.compile(Pattern.quote(Content.MARK) + "([A-Za-z0-9.-]+)");
    private static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int LAST_OF_SUCCESS = 399;
    private static final int KINDS_OF_FAILURES = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Set<String> versions = new ConcurrentSkipListSet<>();
    private final TreeMap<String, Integer> failures = new TreeMap<>();
    private final CountDownLatch ended = new CountDownLatch(CLIENTS);
    private final List<Thread> threads = new ArrayList<>();

    private Load(URI page) {
        for (var i = 0; i < CLIENTS; i++) {
            var thread = new Thread(() -> ask(page), "load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    /** Begins to ask. */
    public static Load on(URI page) {
        var load = new Load(page);
        load.threads.forEach(Thread::start);
        return load;
    }

    /** What a load saw. */
    public record Result(long requests, long failed, Set<String> versions, List<String> failures) {
        /** Copies its collections. */
        public Result {
            versions = Set.copyOf(versions);
            failures = List.copyOf(failures);
        }

        @Override
        public String toString() {
            return "%d requests, %d failed%s%s"
                    .formatted(
                            requests,
                            failed,
                            versions.isEmpty()
                                    ? ""
                                    : "; " + (versions.size() == 1 ? "version " : "versions ")
                                            + String.join(", ", new TreeSet<>(versions)),
                            failures.isEmpty() ? "" : " (" + String.join("; ", failures) + ")");
        }
    }

    private void ask(URI page) {
        var request =
                HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30)).build();
        try {
            while (goesOn.get()) {
                once(request);
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void once(HttpRequest request) throws InterruptedException {
        requests.incrementAndGet();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() > LAST_OF_SUCCESS) {
                failure("status " + answer.statusCode());
                return;
            }
            var mark = MARK.matcher(answer.body());
            if (mark.find()) {
                versions.add(mark.group(1));
            }
        } catch (IOException e) {
            failure(e.toString());
        }
    }

    private synchronized void failure(String what) {
        failed.incrementAndGet();
        if (failures.size() < KINDS_OF_FAILURES || failures.containsKey(what)) {
            failures.merge(what, 1, Integer::sum);
        }
    }

    /** Stops asking, waits for what is under way, and tells. */
    public Result stop() throws InterruptedException {
        goesOn.set(false);
        if (!ended.await(1, TimeUnit.MINUTES)) {
            failure("a request without any answer");
        }
        synchronized (this) {
            return new Result(
                    requests.get(),
                    failed.get(),
                    versions,
                    failures.entrySet().stream()
                            .map(one -> "%d x %s".formatted(one.getValue(), one.getKey()))
                            .toList());
        }
    }

    @Override
    public void close() {
        goesOn.set(false);
        threads.forEach(Thread::interrupt);
    }
}
