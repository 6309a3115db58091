package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.signature.Credentials;
import dev.slipway.local.cloud.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Passwords for the registry. Each stands for the credential that asked for it, in one region, for 12 hours. */
public final class Tokens {
    /** User name that goes with every password. */
    public static final String USER = "AWS";

    private static final String TABLE = "ecr.tokens";
    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final int BYTES = 48;

    private final Store store;
    private final Credentials credentials;
    private final String registry;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tokens(Store store, Credentials credentials, String registry, Clock clock) {
        this.store = store;
        this.credentials = credentials;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Who stands behind a password.
     *
     * @param caller the credential that asked for it
     * @param region the region whose repositories it opens
     * @param expired whether its 12 hours are over
     */
    public record Bearer(Credential caller, String region, boolean expired) {}

    /** A new password for the caller. */
    String issue(Call call) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var row = Json.object()
                .put("accessKeyId", call.caller().accessKeyId())
                .put("region", call.region())
                .put("expires", clock.instant().plus(LIFETIME).toString());
        store.write(transaction -> {
            transaction.all(TABLE).forEach((key, old) -> {
                // An ended one is kept for a while, so that its user reads that it has ended.
                if (expires(old).plus(LIFETIME).isBefore(clock.instant())) {
                    transaction.remove(TABLE, key);
                }
            });
            transaction.put(TABLE, key(password), row);
            return row;
        });
        return password;
    }

    JsonNode authorize(Call call) {
        var expires = clock.instant().plus(LIFETIME);
        var pair = (USER + ":" + issue(call)).getBytes(StandardCharsets.UTF_8);
        var data = Json.object()
                .put("authorizationToken", Base64.getEncoder().encodeToString(pair))
                .put("proxyEndpoint", "http://" + registry);
        data.set("expiresAt", Json.seconds(expires));
        return Json.object("authorizationData", Json.array(List.of(data)));
    }

    /** Who stands behind a password; empty when it was never given out, or its access key is gone. */
    public Optional<Bearer> find(String password) {
        return store.read(view -> view.get(TABLE, key(password))).flatMap(row -> credentials
                .find(row.path("accessKeyId").asText())
                .map(caller -> new Bearer(
                        caller, row.path("region").asText(), expires(row).isBefore(clock.instant()))));
    }

    private static Instant expires(ObjectNode row) {
        return Instant.parse(row.path("expires").asText());
    }

    /** A password is not kept, only what tells it again. */
    private static String key(String password) {
        return BlobFolder.digest(password.getBytes(StandardCharsets.UTF_8));
    }
}
