package dev.slipway.local.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cloud for tests, on a free loopback port, one for all tests of this JVM. */
final class TestCloud {
    private static final Duration START = Duration.ofSeconds(60);
    private static @Nullable String endpoint;

    private TestCloud() {}

    /** Its endpoint; started when first asked for, ended with the JVM. */
    static synchronized String endpoint() {
        String known = endpoint;
        if (known == null) {
            known = start();
            endpoint = known;
        }
        return known;
    }

    /** What the plugin needs to find it. */
    static Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", endpoint(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test");
    }

    private static String start() {
        try {
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(python(), "-m", "ministack");
            builder.environment()
                    .putAll(Map.of("BIND_HOST", "127.0.0.1", "GATEWAY_PORT", String.valueOf(port), "AUTH", "true"));
            builder.redirectErrorStream(true);
            builder.redirectOutput(Path.of("target", "test-cloud.log").toFile());
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            await(port, process);
            return "http://127.0.0.1:" + port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String python() {
        String python = System.getProperty("SLIPWAY_PYTHON", System.getenv().getOrDefault("SLIPWAY_PYTHON", ""));
        if (python.isBlank()) {
            throw new IllegalStateException(
                    "got no SLIPWAY_PYTHON, expected the path of a Python that has the packages of"
                            + " tools/requirements.txt; run the tests through ./slipway test, or set it");
        }
        return python;
    }

    private static void await(int port, Process process) {
        long end = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IllegalStateException("the test cloud does not answer; its log is target/test-cloud.log");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
