package dev.slipway.local.cloud;

import dev.slipway.local.cloud.access.calls.S3Wire;
import dev.slipway.local.cloud.access.calls.WireCall;
import dev.slipway.local.cloud.page.PageHandler;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what a browser sends for somebody else's page, whatever it asks for and however it is signed: the root key is known to
 * everybody.
 *
 * <p>A page that gets a name of its own resolved to 127.0.0.1 still sends that name as host, so only names of loopback are served:
 * {@code 127.0.0.1}, {@code localhost} and {@code [::1]}, and below {@code localhost}, which browsers resolve themselves, what clients
 * make of an endpoint there: buckets ({@code BUCKET.s3.localhost}, {@code BUCKET.localhost}) and services ({@code codebuild.localhost}). A
 * page that uses the right name is told by its origin. No SDK sends {@code Origin}, {@code Referer} or {@code Sec-Fetch-Site}, browsers
 * always send the last to loopback; forms and images of other pages show by it even where they name no origin.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6761#section-6.3">RFC 6761, names below localhost</a>
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch metadata request headers</a>
 */
final class FrontDoor {
    private static final Pattern BELOW_LOCALHOST = Pattern.compile("[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\\.localhost");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int HTTP = 80;

    private final int port;
    private final SharedBuckets shared;

    /** Says which origins the configuration of a bucket lets in. */
    @FunctionalInterface
    interface SharedBuckets {
        /** Whether pages of an origin may make requests of this method to the bucket. */
        boolean allow(String bucket, String origin, String method);
    }

    FrontDoor(int port, SharedBuckets shared) {
        this.port = port;
        this.shared = shared;
    }

    /** What becomes of a request. */
    sealed interface Verdict {
        /** It comes from no page, or from our own. */
        record Open() implements Verdict {}

        /** It comes from another site's page, which a bucket's configuration lets in. */
        record Shared() implements Verdict {}

        /** It is refused. */
        record Refused(String reason) implements Verdict {}
    }

    /**
     * Judges a request by where it comes from.
     *
     * @param request its head
     * @param path what it asks for, however it writes that
     */
    Verdict judge(SignedRequest request, String path) {
        // Links of other sites may open the page.
        var page = PageHandler.entrance(path);
        var host = request.header("host");
        if (PageHandler.serves(path)
                && host != null
                && !name(host).filter(LOOPBACK::contains).isPresent()) {
            // Below localhost are buckets: what lies in one could act as the page, in a browser that tells nothing of
            // itself.
            return new Verdict.Refused(
                    "host is '%s', expected 127.0.0.1:%2$d, localhost:%2$d or [::1]:%2$d".formatted(host, port));
        }
        if (host == null || !served(host)) {
            return new Verdict.Refused(
                    "host is %s, expected 127.0.0.1:%2$d, localhost:%2$d, [::1]:%2$d or NAME.localhost:%2$d"
                            .formatted(host == null ? "not given" : "'" + host + "'", port));
        }
        var origin = request.header("origin");
        if (origin != null) {
            return own(origin) ? fetched(request, page) : ofAnotherSite(request, origin);
        }
        return fetched(request, page);
    }

    private Verdict ofAnotherSite(SignedRequest request, String origin) {
        var wanted = request.header("access-control-request-method");
        var method = request.method().equals("OPTIONS") && wanted != null ? wanted : request.method();
        if (WireCall.isS3(request) && S3Wire.isPlain(request)) {
            var bucket = S3Wire.of(request, "us-east-1").bucket();
            if (!bucket.isEmpty() && shared.allow(bucket, origin, method)) {
                return new Verdict.Shared();
            }
        }
        return new Verdict.Refused(
                "origin '%s' is another site, and no CORS configuration of a bucket lets it in".formatted(origin));
    }

    private Verdict fetched(SignedRequest request, boolean page) {
        var reads = request.method().equals("GET") || request.method().equals("HEAD");
        var site = request.header("sec-fetch-site");
        if (site == null) {
            var referer = referer(request);
            // Browsers that tell nothing of the site are old ones; a link that they follow to the page is harmless.
            return referer.filter(from -> !own(from)).isEmpty() || (page && reads)
                    ? new Verdict.Open()
                    : new Verdict.Refused("the request comes from another site (%s)".formatted(referer.get()));
        }
        if (site.equals("same-origin") || site.equals("none")) {
            return new Verdict.Open();
        }
        return page && reads && "document".equals(request.header("sec-fetch-dest"))
                ? new Verdict.Open()
                : new Verdict.Refused("the request comes from another site (Sec-Fetch-Site: %s)".formatted(site));
    }

    private boolean served(String host) {
        return name(host).filter(FrontDoor::loopback).isPresent();
    }

    /** The name in a host and port, when the port is ours. */
    private Optional<String> name(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        var suffix = ":" + port;
        if (lower.endsWith(suffix)) {
            return Optional.of(lower.substring(0, lower.length() - suffix.length()));
        }
        return port == HTTP ? Optional.of(lower) : Optional.empty();
    }

    private static boolean loopback(String name) {
        return LOOPBACK.contains(name) || BELOW_LOCALHOST.matcher(name).matches();
    }

    /** Content of buckets is served below localhost too, so only the plain names are ours. */
    private boolean own(String origin) {
        var http = "http://";
        return origin.startsWith(http)
                && name(origin.substring(http.length()))
                        .filter(LOOPBACK::contains)
                        .isPresent();
    }

    private static Optional<String> referer(SignedRequest request) {
        return Optional.ofNullable(request.header("referer")).map(FrontDoor::origin);
    }

    private static @Nullable String origin(String address) {
        try {
            var uri = URI.create(address);
            return uri.getScheme() + "://" + uri.getRawAuthority();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
