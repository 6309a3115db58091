package dev.slipway.local.cloud.codebuild.execution.credentials;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.local.cloud.codebuild.execution.model.TemporaryCredentials;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.RoleCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on loopback that AWS clients in builds ask for the credentials of the build's role. Every build has a path and a token of its
 * own, and both end with the build.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">Container credential provider</a>
 */
public final class CredentialsEndpoint implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final String PATH = "/v2/credentials/";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads;

    private record Grant(String token, RoleCredentials credentials) {}

    /** Starts the server on a free port. */
    public CredentialsEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
        threads = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "build-credentials");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext(PATH, this::answer);
        server.start();
    }

    /** What a build needs to ask for its credentials. */
    public Access grant(RoleCredentials credentials) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String id = UUID.randomUUID().toString();
        grants.put(id, new Grant(token, credentials));
        return new Access(id, "http://127.0.0.1:" + port() + PATH + id, token);
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** From now on the build gets none. */
    public void revoke(Access access) {
        grants.remove(access.id());
    }

    /**
     * A build's way to its credentials.
     *
     * @param id names the grant
     * @param uri where they are
     * @param token the value of the request's Authorization header
     */
    public record Access(String id, String uri, String token) {
        /** The variables that AWS clients look for. */
        public Map<String, String> variables() {
            return Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri, "AWS_CONTAINER_AUTHORIZATION_TOKEN", token);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Grant grant = grants.get(exchange.getRequestURI().getPath().substring(PATH.length()));
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            if (grant == null || token == null || !same(grant.token(), token)) {
                send(exchange, 401, error("AccessDenied", "the token is not that of a running build"));
                return;
            }
            try {
                TemporaryCredentials credentials = grant.credentials().get();
                Map<String, String> body = new LinkedHashMap<>();
                body.put("AccessKeyId", credentials.accessKeyId());
                body.put("SecretAccessKey", credentials.secretAccessKey());
                body.put("Token", credentials.sessionToken());
                body.put("Expiration", credentials.expiration().toString());
                send(exchange, 200, body);
            } catch (CloudCallException e) {
                send(exchange, 400, error(e.code(), String.valueOf(e.getMessage())));
            }
        }
    }

    private static boolean same(String expected, String got) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), got.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> error(String code, String message) {
        return Map.of("code", code, "message", message);
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
