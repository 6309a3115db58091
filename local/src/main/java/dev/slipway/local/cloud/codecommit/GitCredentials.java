package dev.slipway.local.cloud.codecommit;

import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.signature.Credentials;
import dev.slipway.local.cloud.signature.GitSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges the user name and password that Git sends: what the AWS CLI's credential helper makes, or an access key itself.
 *
 * <p>An access key as user name and password is not for AWS; here the port is on loopback, and Git needs no AWS CLI.
 */
final class GitCredentials {
    private final Credentials credentials;
    private final GitSignature signatures;
    private final Clock clock;

    GitCredentials(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.signatures = new GitSignature(clock);
        this.clock = clock;
    }

    /** Whose key it is, and for which region it is good. */
    record Accepted(Credential credential, List<String> regions) {}

    /**
     * Judges a pair.
     *
     * @param user access key, and after a percent sign the session token of a temporary one
     * @param password a signature of the helper, or the secret access key
     * @param host host of the address, without its port
     * @param path path of the clone address
     * @param regions regions that have a repository of this name
     */
    Optional<Accepted> check(String user, String password, String host, String path, List<String> regions) {
        var parts = user.split("%", 2);
        var token = parts.length == 2 ? parts[1] : null;
        var found = credentials
                .find(parts[0])
                .filter(key -> Objects.equals(key.sessionToken(), token))
                .filter(key -> key.expires() == null || key.expires().isAfter(clock.instant()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var secret = found.get().secret();
        if (!GitSignature.looksLike(password)) {
            var same = MessageDigest.isEqual(
                    secret.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
            return same ? Optional.of(new Accepted(found.get(), regions)) : Optional.empty();
        }
        var signed = regions.stream()
                .filter(region -> signatures.matches(password, secret, region, host, path))
                .toList();
        return signed.isEmpty() ? Optional.empty() : Optional.of(new Accepted(found.get(), signed));
    }
}
