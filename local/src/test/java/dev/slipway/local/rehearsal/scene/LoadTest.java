package dev.slipway.local.rehearsal.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
    private HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(20);
    private volatile int brokenFrom = Integer.MAX_VALUE;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var number = asked.incrementAndGet();
            var body = "<!-- %s%s -->"
                    .formatted(Content.MARK, number > 10 ? "new-2" : "old-1")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(number >= brokenFrom ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            enough.countDown();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI page() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    @Test
    void countsRequestsAndTheVersionsThatItSaw() throws InterruptedException {
        try (var load = Load.on(page())) {
            enough.await();
            var result = load.stop();

            assertThat(result.requests()).isEqualTo(asked.get());
            assertThat(result.failed()).isZero();
            assertThat(result.versions()).isEqualTo(Set.of("old-1", "new-2"));
        }
    }

    @Test
    void countsEveryRequestThatFails() throws InterruptedException {
        brokenFrom = 11;
        try (var load = Load.on(page())) {
            enough.await();
            var result = load.stop();

            assertThat(result.failed()).isEqualTo(asked.get() - 10);
            assertThat(result.failures()).containsExactly("%d x status 503".formatted(asked.get() - 10));
            assertThat(result.versions()).isEqualTo(Set.of("old-1"));
        }
    }

    @Test
    void countsAServerThatIsGone() throws InterruptedException {
        var page = page();
        server.stop(0);
        try (var load = Load.on(page)) {
            Thread.sleep(50);
            var result = load.stop();

            assertThat(result.failed()).isEqualTo(result.requests()).isPositive();
        }
    }
}
