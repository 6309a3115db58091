package dev.slipway.e2e;

import dev.slipway.testing.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** People who look at a page all the time, and notice every failure. */
final class Visitors implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Patience.LIMIT)
            .build();
    private static final int MANY = 3;

    private final AtomicBoolean come = new AtomicBoolean(true);
    private final AtomicInteger visits = new AtomicInteger();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Visitors(URI page) {
        for (int i = 0; i < MANY; i++) {
            Thread thread = new Thread(() -> visit(page), "visitor-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** The page as it is now. */
    static String page(URI page) {
        try {
            HttpResponse<String> answer = get(page);
            return answer.statusCode() == 200 ? answer.body() : "status " + answer.statusCode();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(URI page) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(page).timeout(Duration.ofMinutes(1)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void visit(URI page) {
        while (come.get()) {
            visits.incrementAndGet();
            try {
                HttpResponse<String> answer = get(page);
                if (answer.statusCode() != 200) {
                    complaints.add("status " + answer.statusCode());
                }
                Thread.sleep(20);
            } catch (IOException e) {
                complaints.add(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** What failed since they came. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    int visits() {
        return visits.get();
    }

    @Override
    public void close() {
        come.set(false);
        for (Thread thread : threads) {
            try {
                thread.join(Patience.LIMIT.toMillis());
                if (thread.isAlive()) {
                    complaints.add(thread.getName() + " does not come to an end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
