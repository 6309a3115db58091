package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.access.AccessRequest;
import dev.slipway.local.cloud.api.Answer;
import dev.slipway.local.cloud.api.Dispatcher;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.events.EventBus.Event;
import dev.slipway.local.cloud.ministack.PythonEnvironment;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.signature.SignatureCheck.Verified;
import dev.slipway.local.cloud.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** An ECR with its registry on a free loopback port, a clock that is set by hand, and permissions that are taken away by name. */
final class TestRegistry implements AutoCloseable {
    static final Credential BUILDER = new Credential(
            "ASIABUILD", "secret", "token", null, "arn:aws:sts::000000000000:assumed-role/build/AWSCodeBuild-1");
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> judged = new CopyOnWriteArrayList<>();
    final Set<String> forbidden = new HashSet<>();
    final Map<String, Credential> known = new TreeMap<>(Map.of(BUILDER.accessKeyId(), BUILDER));
    private final Store store;
    private final Ecr ecr;
    private final Dispatcher api;
    private final Server server;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();
    private Instant now = Instant.parse("2025-06-01T12:00:00Z");

    TestRegistry(Path folder, Duration lifecycleDelay) throws Exception {
        var clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.open();
        server.addConnector(connector);
        var host = "127.0.0.1:" + connector.getLocalPort();
        address = URI.create("http://" + host);
        store = Store.open(folder.resolve("journal"));
        ecr = new Ecr(
                store,
                folder.resolve("images"),
                host,
                key -> Optional.ofNullable(known.get(key)),
                events::add,
                clock,
                lifecycleDelay);
        api = new Dispatcher(
                ecr.service(ServiceModel.load(
                        PythonEnvironment.inspect(Path.of(System.getProperty(
                                        "slipway.python", System.getenv().getOrDefault("SLIPWAY_PYTHON", ""))))
                                .botocoreData(),
                        "ecr")),
                (prefix, action, members, caller) -> Optional.empty());
        server.setHandler(ecr.registryHandler(this::judge));
        server.start();
    }

    private void judge(Credential caller, AccessRequest request) {
        judged.add(request.action() + " " + String.join(",", request.resources()));
        if (forbidden.contains(request.action())) {
            throw new AccessDenied("User: %s is not authorized to perform: %s on resource: %s"
                    .formatted(
                            caller.principalArn(),
                            request.action(),
                            request.resources().get(0)));
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    String host() {
        return address.getAuthority();
    }

    Answer answer(String operation, ObjectNode input, String region) {
        return api.answer(
                operation,
                input.toString().getBytes(StandardCharsets.UTF_8),
                Json.object(),
                new Verified(BUILDER, region));
    }

    JsonNode call(String operation, ObjectNode input) throws IOException {
        return JSON.readTree(answer(operation, input, "us-east-1").body());
    }

    static ObjectNode repository(String name) {
        return Json.object().put("repositoryName", name);
    }

    /** The Authorization header of a new token. */
    String login(String region) throws IOException {
        var answer = JSON.readTree(
                answer("GetAuthorizationToken", Json.object(), region).body());
        return "Basic "
                + answer.path("authorizationData")
                        .path(0)
                        .path("authorizationToken")
                        .asText();
    }

    HttpResponse<byte[]> send(String method, String path, @Nullable String login, byte[] body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        var all = new ArrayList<>(List.of(headers));
        if (login != null) {
            all.addAll(List.of("Authorization", login));
        }
        if (!all.isEmpty()) {
            request.headers(all.toArray(String[]::new));
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** Uploads a layer in two parts, as Docker does. */
    void pushLayer(String repository, byte[] content, String login) throws IOException, InterruptedException {
        var begun = send("POST", "/v2/%s/blobs/uploads/".formatted(repository), login, new byte[0]);
        require(begun, 202);
        var upload = begun.headers().firstValue("Location").orElseThrow();
        require(send("PATCH", upload, login, content), 202);
        require(send("PUT", upload + "?digest=" + BlobFolder.digest(content), login, new byte[0]), 201);
    }

    static byte[] manifest(byte[] config, byte[] layer) {
        return """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":%d}]}"""
                .formatted(BlobFolder.digest(config), config.length, BlobFolder.digest(layer), layer.length)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Pushes an image whose layer is a text, and gives the answer to its manifest. */
    HttpResponse<byte[]> push(String repository, String tag, String text, String login)
            throws IOException, InterruptedException {
        var config = "{}".getBytes(StandardCharsets.UTF_8);
        var layer = text.getBytes(StandardCharsets.UTF_8);
        pushLayer(repository, config, login);
        pushLayer(repository, layer, login);
        return send(
                "PUT",
                "/v2/%s/manifests/%s".formatted(repository, tag),
                login,
                manifest(config, layer),
                "Content-Type",
                "application/vnd.oci.image.manifest.v1+json");
    }

    static String text(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static void require(HttpResponse<byte[]> answer, int status) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException("expected %d, got %s".formatted(status, text(answer)));
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
        ecr.close();
        store.close();
    }
}
