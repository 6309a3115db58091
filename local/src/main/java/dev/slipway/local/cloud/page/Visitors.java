package dev.slipway.local.cloud.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Who may see the page: a browser that was sent to a loopback address by its user. A page of another site that gets a name of its own
 * resolved to 127.0.0.1 still sends that name, and is refused.
 */
final class Visitors {
    static final String TOKEN_HEADER = "X-Slipway-Token";
    private static final int TOKEN_BYTES = 32;

    private final Set<String> hosts;
    private final Set<String> origins;
    private final String token;

    /** Visitors of one port. */
    Visitors(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        this.origins = Set.of("http://127.0.0.1:" + port, "http://localhost:" + port, "http://[::1]:" + port);
        var random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
    }

    /** What a request that changes something has to bring along: only the page itself can know it. */
    String token() {
        return token;
    }

    /** Why a request is refused; empty when it is not. */
    Optional<String> refusal(Request request) {
        var headers = request.getHeaders();
        var host = headers.get(HttpHeader.HOST);
        if (host == null || !hosts.contains(host)) {
            return Optional.of("host is %s, expected one of %s"
                    .formatted(host, hosts.stream().sorted().toList()));
        }
        var origin = headers.get(HttpHeader.ORIGIN);
        if (origin != null && !origins.contains(origin)) {
            return Optional.of("origin is %s, expected the page itself".formatted(origin));
        }
        var site = headers.get("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none") && !opensThePage(request)) {
            return Optional.of("the request comes from another site");
        }
        return Optional.empty();
    }

    /** A link on another site may lead here: what it opens is the page, which that site cannot read. */
    private static boolean opensThePage(Request request) {
        return request.getMethod().equals("GET")
                && "document".equals(request.getHeaders().get("Sec-Fetch-Dest"));
    }

    /** Why a request that changes something is refused; empty when it is not. */
    Optional<String> refusalOfChange(Request request) {
        var given = request.getHeaders().get(TOKEN_HEADER);
        return given != null && MessageDigest.isEqual(given.getBytes(UTF_8), token.getBytes(UTF_8))
                ? Optional.empty()
                : Optional.of("header %s is missing or stale: load the page again".formatted(TOKEN_HEADER));
    }
}
