package dev.slipway.local.cloud.codebuild.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.local.cloud.access.AccessControl;
import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.access.OnBehalf;
import dev.slipway.local.cloud.access.ServiceSessions;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.signature.Credential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A build's log over a CloudWatch Logs that answers what a test has laid out. */
class StreamLogTest {
    private static final String CREATED = "";
    private static final String MISSING = "ResourceNotFoundException";
    private static final String EXISTS = "ResourceAlreadyExistsException";

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Queue<String> answers = new ArrayDeque<>();
    private HttpServer server;
    private CloudClients clients;
    private StreamLog log;

    @BeforeEach
    void start() throws IOException, AccessDenied {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        clients = new CloudClients(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        var sessions = mock(ServiceSessions.class);
        when(sessions.assume(any(), any(), any(), any()))
                .thenReturn(new Credential("key", "secret", "token", null, "role"));
        var role = new BuildRole(
                new OnBehalf(mock(AccessControl.class), sessions, clients),
                Clock.systemUTC(),
                "arn:aws:iam::000000000000:role/builder",
                "us-east-1",
                "arn:aws:codebuild:us-east-1:000000000000:project/shop",
                "AWSCodeBuild-1");
        log = new StreamLog(role, "/aws/codebuild/shop", "1");
    }

    private void answer(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        calls.add(target.substring(target.indexOf('.') + 1));
        var error = answers.isEmpty() ? CREATED : answers.remove();
        var body = (error.isEmpty() ? "{}" : "{\"__type\":\"%s\",\"message\":\"as laid out\"}".formatted(error))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(error.isEmpty() ? 200 : 400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        clients.close();
        server.stop(0);
    }

    @Test
    void makesAGroupThatIsMissing() throws CloudCallException {
        answers.addAll(List.of(MISSING, CREATED, CREATED));

        log.open();

        assertThat(calls).containsExactly("CreateLogStream", "CreateLogGroup", "CreateLogStream");
    }

    @Test
    void goesOnWhenAnotherBuildMadeTheGroupInTheMeantime() throws CloudCallException {
        answers.addAll(List.of(MISSING, EXISTS, CREATED));

        log.open();

        assertThat(calls).containsExactly("CreateLogStream", "CreateLogGroup", "CreateLogStream");
    }

    @Test
    void takesAStreamOfItsOwnThatALostAnswerLeft() throws CloudCallException {
        answers.add(EXISTS);

        log.open();

        assertThat(calls).containsExactly("CreateLogStream");
    }

    @Test
    void saysWhyNoGroupCouldBeMade() {
        answers.addAll(List.of(MISSING, "AccessDeniedException"));

        assertThatThrownBy(log::open).isInstanceOf(CloudCallException.class).hasMessageContaining("as laid out");
        assertThat(calls).containsExactly("CreateLogStream", "CreateLogGroup");
    }
}
