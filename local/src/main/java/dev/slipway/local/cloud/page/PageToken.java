package dev.slipway.local.cloud.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** What a request that changes something has to bring along: only the page itself can know it. Who may see the page is judged at the door. */
final class PageToken {
    static final String HEADER = "X-Slipway-Token";
    private static final int BYTES = 32;

    private final String value;

    PageToken() {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        this.value = HexFormat.of().formatHex(random);
    }

    String value() {
        return value;
    }

    /** Why a request that changes something is refused; empty when it is not. */
    Optional<String> refusal(Request request) {
        var given = request.getHeaders().get(HEADER);
        return given != null && MessageDigest.isEqual(given.getBytes(UTF_8), value.getBytes(UTF_8))
                ? Optional.empty()
                : Optional.of("header %s is missing or stale: load the page again".formatted(HEADER));
    }
}
