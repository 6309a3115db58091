package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineWatchTest {
    private static final int LIMIT_SECONDS = 30;

    private static ServerSocket listen() throws IOException {
        ServerSocket engine = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        engine.setSoTimeout(LIMIT_SECONDS * 1000);
        return engine;
    }

    private static String address(ServerSocket engine) {
        return "127.0.0.1:" + engine.getLocalPort();
    }

    @Test
    void anEngineThatHangsUpButListensIsStillThere() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (ServerSocket engine = listen()) {
            EngineWatch.start(address(engine), gone::countDown);
            engine.accept().close();
            engine.accept().close();
            try (Socket third = engine.accept()) {
                assertThat(third.isConnected()).isTrue();
                assertThat(gone.getCount()).isEqualTo(1);
                engine.close();
            }
        }
        assertThat(gone.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void thePacksProcessEndsWithItsEngine() throws Exception {
        try (ServerSocket engine = listen()) {
            Process pack = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            AnalyzerServer.class.getName(),
                            address(engine))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out = pack.inputReader(StandardCharsets.UTF_8);
                    Socket connection = engine.accept()) {
                assertThat(Command.line(pack, out, Duration.ofSeconds(LIMIT_SECONDS)))
                        .matches("[0-9]+");
                assertThat(pack.isAlive()).isTrue();
                engine.close();
                connection.close();
                assertThat(Command.end(pack, Duration.ofSeconds(LIMIT_SECONDS))).isZero();
            } finally {
                Command.kill(pack);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1", ":1", "127.0.0.1:", "127.0.0.1:x"})
    void anAddressWithoutHostOrPortIsRefused(String address) {
        assertThatThrownBy(() -> EngineWatch.start(address, () -> {}))
                .hasMessage("got the engine's address \"" + address
                        + "\", expected a host and a port such as 127.0.0.1:41234");
    }
}
