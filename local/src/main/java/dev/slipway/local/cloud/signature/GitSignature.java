package dev.slipway.local.cloud.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The password that {@code aws codecommit credential-helper} makes for Git: a time, and a signature of the method "GIT" on the path of
 * the repository.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/setting-up-https-unixes.html">The credential helper</a>
 */
public final class GitSignature {
    private static final Pattern PASSWORD = Pattern.compile("(\\d{8}T\\d{6})Z([0-9a-f]{64})");
    private static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private final Clock clock;

    /** Signatures that are judged at a time. */
    public GitSignature(Clock clock) {
        this.clock = clock;
    }

    /** Whether a password has the form of such a signature. */
    public static boolean looksLike(String password) {
        return PASSWORD.matcher(password).matches();
    }

    /**
     * Whether a key made this password in the last quarter of an hour.
     *
     * @param password the password
     * @param secret secret part of the key
     * @param region region of the repository
     * @param host host of the clone address, without its port
     * @param path path of the clone address
     */
    public boolean matches(String password, String secret, String region, String host, String path) {
        var parts = PASSWORD.matcher(password);
        if (!parts.matches() || !recent(parts.group(1))) {
            return false;
        }
        var scope = new Authorization.Scope(parts.group(1).substring(0, 8), region, "codecommit");
        // The helper signs no payload and no Z after the time.
        var authorization = new Authorization("", scope, List.of("host"), "", null, parts.group(1), null);
        var request = new SignedRequest("GIT", path, null, Map.of("host", List.of(host)), new byte[0]);
        var expected = Signature.of(request, authorization, secret, "");
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), parts.group(2).getBytes(StandardCharsets.UTF_8));
    }

    private boolean recent(String time) {
        try {
            var signed = Instant.from(Authorization.TIMESTAMP.parse(time + "Z"));
            return Duration.between(signed, clock.instant()).abs().compareTo(GOOD_FOR) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
