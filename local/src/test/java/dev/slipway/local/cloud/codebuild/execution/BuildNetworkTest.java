package dev.slipway.local.cloud.codebuild.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.local.cloud.codebuild.execution.model.BuildRequest;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Programs;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Sandboxes;
import dev.slipway.testing.NeededTools;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each build has a network of its own, as it has a machine of its own on AWS. Needs network namespaces, which CI has to allow. */
class BuildNetworkTest extends EngineTest {
    private static final int PORT = 18099;
    private static final String LISTEN =
            """
            echo "$NAME" >name
            python3 -m http.server %d --bind 127.0.0.1 >/dev/null 2>&1 &
            until curl -sf -o /dev/null http://127.0.0.1:%d/name; do sleep 0.1; done"""
                    .formatted(PORT, PORT);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpServer> servers = new ArrayList<>();
    private final CountDownLatch everybody = new CountDownLatch(2);

    @SuppressWarnings("NullAway.Init")
    private HttpServer endpoint;

    @BeforeEach
    @Override
    void startEngine() throws IOException, InterruptedException {
        endpoint = serve(InetAddress.getLoopbackAddress());
        super.startEngine();
        NeededTools.assumeOfContainers(isolated(), "no network namespaces, or no Python, on this machine");
    }

    private boolean isolated() throws IOException, InterruptedException {
        return Sandboxes.best(folder, null).toString().contains("network of its own");
    }

    @Override
    EngineSettings settings() {
        return new EngineSettings(
                folder,
                URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort()),
                List.of(),
                2,
                10,
                null,
                null,
                null);
    }

    private HttpServer serve(InetAddress address) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            var answer = exchange.getRequestURI().getPath().equals("/meet") ? meet() : "here";
            var bytes = (answer + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return server;
    }

    /** Answers when both builds listen; and says what this machine sees of them. */
    private String meet() {
        everybody.countDown();
        try {
            if (!everybody.await(Patience.SECONDS, TimeUnit.SECONDS)) {
                return "the other one did not come";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            return "seen at " + socket.getRemoteSocketAddress();
        } catch (IOException refused) {
            return "met";
        }
    }

    @AfterEach
    void stopServers() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    private BuildRequest begin(String name, boolean privileged, String... commands) throws Exception {
        var all = new ArrayList<>(List.of("NAME=" + name));
        all.addAll(List.of(commands));
        var build = TestBuild.ofCommands(all.toArray(String[]::new));
        build.project = name;
        build.privileged = privileged;
        var request = build.request();
        engine.start(request, cloud.ports());
        return request;
    }

    @Test
    void twoBuildsListenOnOnePortAndEachHearsItself() throws Exception {
        String[] script = {LISTEN, "curl -s $AWS_ENDPOINT_URL/meet", "curl -s http://127.0.0.1:%d/name".formatted(PORT)
        };
        for (var request : List.of(begin("one", false, script), begin("two", true, script))) {
            assertThat(engine.await(request.id(), 120, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(cloud.output()).containsExactlyInAnyOrder("met", "met", "one", "two");
    }

    @Test
    void ofThisMachinesLoopbackOnlyTheCloudAnswers() throws Exception {
        var other = serve(InetAddress.getLoopbackAddress()).getAddress().getPort();
        var request = begin(
                "one",
                true,
                "curl -s $AWS_ENDPOINT_URL/",
                "curl -s --max-time 20 http://127.0.0.1:%d/ || echo refused $?".formatted(other),
                // Where slirp4netns would show this machine's loopback.
                "curl -s --max-time 2 http://10.0.2.2:%d/ || echo nobody".formatted(other),
                "grep -ci ':%04X 00000000:0000 0A' /proc/net/tcp || true".formatted(other));
        assertThat(engine.await(request.id(), 120, TimeUnit.SECONDS)).isTrue();

        assertThat(cloud.output()).containsExactly("here", "refused 7", "nobody", "0");
    }

    @Test
    void aBuildReachesWhatThisMachineReaches() throws Exception {
        NeededTools.assumeOfContainers(
                Programs.find("slirp4netns").isPresent(),
                "no slirp4netns on this machine: apt-get install slirp4netns");
        var address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(one -> one instanceof Inet4Address && !one.isLoopbackAddress())
                .findFirst();
        NeededTools.assumeOfContainers(address.isPresent(), "no address beside loopback on this machine");
        var server = serve(address.orElseThrow()).getAddress();
        var request = begin("one", false, "curl -s http://%s:%d/".formatted(server.getHostString(), server.getPort()));
        assertThat(engine.await(request.id(), 120, TimeUnit.SECONDS)).isTrue();

        assertThat(cloud.output()).containsExactly("here");
    }
}
