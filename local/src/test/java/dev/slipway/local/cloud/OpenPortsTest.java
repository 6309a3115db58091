package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;

/** Attacks on whatever port the processes of a running cloud listen on, as a build finds them in /proc/net/tcp. */
class OpenPortsTest {
    private static final String LISTENING = "0A";

    @Test
    void everyPortRefusesWhoeverIsNotTheGateway(@TempDir Path state) throws Exception {
        try (var cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
                var iam = CloudProcess.client(IamClient.builder(), URI.create(cloud.endpoint()))) {
            iam.createUser(r -> r.userName("kept"));
            var gateway = URI.create(cloud.endpoint()).getPort();
            var ports = ports(cloud.ministackPid());
            assertThat(ports).as("ministack's").isNotEmpty().doesNotContain(gateway);
            ports.add(gateway);
            for (var port : ports) {
                var host = "127.0.0.1:" + port;
                for (var attack : attacks(host)) {
                    var reply = attack.send(port);
                    assertThat(reply.status())
                            .as("%s %s at port %d: %s", attack.method(), attack.target(), port, reply.body())
                            .isIn(403, 404);
                    assertThat(reply.sharing()).isEmpty();
                }
            }
            // Whoever is signed still needs the gateway.
            ports.remove(gateway);
            for (var port : ports) {
                var signed = RawHttp.signed("GET", "127.0.0.1:" + port, "/", "s3", Map.of(), "");
                assertThat(signed.send(port).status()).isEqualTo(403);
                assertThat(signed.with("x-slipway-gate", "").send(port).status())
                        .isEqualTo(403);
                assertThat(signed.with("x-slipway-gate", "0".repeat(64))
                                .send(port)
                                .status())
                        .isEqualTo(403);
                assertThat(RawHttp.unsigned("GET", "/", "x.execute-api.localhost")
                                .with("Upgrade", "websocket")
                                .with("Connection", "Upgrade")
                                .with("Sec-WebSocket-Version", "13")
                                .with("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
                                .send(port)
                                .status())
                        .isEqualTo(403);
            }
            assertThat(iam.listUsers().users()).extracting(User::userName).containsExactly("kept");
        }
    }

    @Test
    void theKeyStandsInNoEnvironment(@TempDir Path state) throws Exception {
        try (var cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()))) {
            var environment = Files.readString(Path.of("/proc/" + cloud.ministackPid() + "/environ"));
            var commandLine = Files.readString(Path.of("/proc/" + cloud.ministackPid() + "/cmdline"));
            assertThat(environment + commandLine).doesNotContainPattern("[0-9a-f]{64}");
        }
    }

    private static List<RawHttp> attacks(String host) {
        var foreign = "evil.example";
        return List.of(
                RawHttp.unsigned("POST", "/_ministack/reset", host),
                RawHttp.unsigned("POST", "/_ministack/reset", foreign),
                RawHttp.unsigned("GET", "/_ministack/health", host),
                RawHttp.unsigned("POST", "/_ministack/slipway/events", host),
                RawHttp.unsigned("POST", "/_ministack/slipway/deliveries", host),
                RawHttp.unsigned("POST", "/_ministack/slipway/deliveries/done", host),
                RawHttp.unsigned("GET", "/", host),
                RawHttp.unsigned("GET", "/health", host),
                RawHttp.unsigned("OPTIONS", "/", foreign),
                RawHttp.unsigned("GET", "/", foreign),
                RawHttp.unsigned("POST", "/?Action=DeleteUser&UserName=kept", host));
    }

    /** The loopback ports that a process listens on. */
    private static Set<Integer> ports(long process) throws IOException {
        Set<String> sockets;
        try (var files = Files.list(Path.of("/proc/" + process + "/fd"))) {
            sockets = files.flatMap(OpenPortsTest::target).collect(Collectors.toSet());
        }
        var ports = new TreeSet<Integer>();
        for (var table : List.of("tcp", "tcp6")) {
            for (var line : Files.readAllLines(Path.of("/proc/" + process + "/net/" + table))) {
                var columns = line.strip().split("\\s+", -1);
                if (columns.length > 9
                        && columns[3].equals(LISTENING)
                        && sockets.contains("socket:[" + columns[9] + "]")) {
                    ports.add(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    private static Stream<String> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closedMeanwhile) {
            return Stream.empty();
        }
    }
}
