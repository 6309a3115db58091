package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pulumirpc.Provider;

/** The plugin against what is no AWS and not our cloud either: answers in the shapes of moto and of LocalStack, and none at all. */
class OtherEmulatorsTest {
    private static final String REPOSITORY = "aws:codecommit/repository:Repository";
    private static final String TOPIC = "aws:sns/topic:Topic";
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";

    private record Answer(int status, String type, String body) {}

    /** Plays an emulator: answers each operation, and remembers which were asked. */
    private static final class Emulator implements AutoCloseable {
        private final HttpServer server;
        private final Queue<String> asked = new ConcurrentLinkedQueue<>();

        Emulator(Function<String, Answer> answers) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                var operation = operation(
                        exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                        body,
                        exchange.getRequestMethod() + exchange.getRequestURI().getPath());
                asked.add(operation);
                var answer = answers.apply(operation);
                var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", answer.type());
                exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        private static String operation(@Nullable String target, String body, String path) {
            if (target != null) {
                return target.substring(target.indexOf('.') + 1);
            }
            return body.startsWith("Action=") ? body.substring(7, body.indexOf('&')) : path;
        }

        String endpoint() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        List<String> asked() {
            return List.copyOf(asked);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static Plugin plugin(String endpoint) throws IOException {
        var plugin = new Plugin(Map.of("AWS_ENDPOINT_URL", endpoint));
        plugin.stub().configure(Provider.ConfigureRequest.getDefaultInstance());
        return plugin;
    }

    private static StatusRuntimeException refused(Plugin plugin, String type, Map<String, Object> inputs) {
        var checked = plugin.check(type, "example", Map.of(), inputs);
        return catchThrowableOfType(StatusRuntimeException.class, () -> plugin.create(type, "example", checked));
    }

    private static String said(Emulator emulator, String type, Map<String, Object> inputs) throws IOException {
        try (var plugin = plugin(emulator.endpoint())) {
            return String.valueOf(refused(plugin, type, inputs).getStatus().getDescription());
        }
    }

    @Test
    void whatCannotBeReadAfterItsCreationIsKeptAndNotCreatedAgain() throws IOException {
        try (var moto = new Emulator(
                        operation -> operation.equals("CreateRepository")
                                ? json(
                                        200,
                                        "{\"repositoryMetadata\": {\"repositoryName\": \"web\", \"repositoryId\": \"1\"}}")
                                : json(
                                        400,
                                        "{\"__type\": \"RepositoryDoesNotExistException\", \"message\": \"web does not exist\"}"));
                var plugin = plugin(moto.endpoint())) {
            var failed = Plugin.initFailed(refused(plugin, REPOSITORY, Map.of("repositoryName", "web")));
            assertThat(failed.getId()).isEqualTo("web");
            assertThat(failed.getReasonsList())
                    .containsExactly(
                            "created, but not readable under the id \"web\": the read right after it found nothing. Run `pulumi refresh`, which forgets it if it is gone; if it is there, what answers at the endpoint does not serve this read as AWS does");
            assertThat(moto.asked()).filteredOn("CreateRepository"::equals).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({REPOSITORY + ", repositoryName, codecommit", TOPIC + ", name, sns", BUCKET + ", bucket, s3"})
    void anErrorWithoutACodeShowsItsBody(String type, String name, String service) throws IOException {
        try (var localstack = new Emulator(operation -> new Answer(
                501, "text/html", "<html><body>\n  The API action is not\n  yet implemented</body></html>"))) {
            assertThat(said(localstack, type, Map.of(name, "web")))
                    .matches("the endpoint answered an error without a code \\(HTTP 501, service " + service
                            + "[^)]*\\): <html><body> The API action is not yet implemented</body></html>");
        }
    }

    @Test
    void anErrorWithAnEmptyBodySaysSo() throws IOException {
        try (var silent = new Emulator(operation -> json(403, ""))) {
            assertThat(said(silent, REPOSITORY, Map.of("repositoryName", "web")))
                    .isEqualTo(
                            "the endpoint answered an error without a code (HTTP 403, service codecommit): an empty body");
        }
    }

    @ParameterizedTest
    @CsvSource({REPOSITORY + ", repositoryName", TOPIC + ", name"})
    void anAnswerThatCannotBeReadIsNoSilence(String type, String name) throws IOException {
        try (var page = new Emulator(operation -> new Answer(200, "text/html", "welcome & <b>hello"))) {
            assertThat(said(page, type, Map.of(name, "web")))
                    .startsWith("the endpoint answered, and the answer could not be read: ");
        }
    }

    @Test
    void aConnectionThatBreaksIsSilence() throws IOException {
        var gone = new Emulator(operation -> json(200, "{}"));
        try (var plugin = plugin(gone.endpoint())) {
            gone.close();
            assertThat(refused(plugin, REPOSITORY, Map.of("repositoryName", "web"))
                            .getStatus()
                            .getDescription())
                    .startsWith("the local cloud could not be asked: ");
        }
    }

    private static Answer json(int status, String body) {
        return new Answer(status, "application/x-amz-json-1.1", body);
    }
}
