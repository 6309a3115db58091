package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.signature.Credential;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * User name and password for CodeCommit over HTTP, made of an access key as the credential helper of the AWS CLI makes them.
 *
 * @param username the access key, with a session's token after a percent sign
 * @param password the time and a signature of host and path
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/setting-up-https-unixes.html">Setup with the credential helper</a>
 */
record GitCredential(String username, String password) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    static GitCredential of(Credential caller, String region, String host, String path, Instant now) {
        var time = TIME.format(now);
        var day = time.substring(0, 8);
        var scope = List.of(day, region, "codecommit", "aws4_request");
        var request = "GIT\n%s\n\nhost:%s\n\nhost\n".formatted(path, host);
        var text = String.join("\n", ALGORITHM, time, String.join("/", scope), hash(request));
        var key = ("AWS4" + caller.secret()).getBytes(StandardCharsets.UTF_8);
        for (var part : scope) {
            key = sign(key, part);
        }
        var token = caller.sessionToken();
        return new GitCredential(
                token == null ? caller.accessKeyId() : caller.accessKeyId() + "%" + token,
                time + "Z" + HexFormat.of().formatHex(sign(key, text)));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is a part of every Java", e);
        }
    }

    private static byte[] sign(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is a part of every Java", e);
        }
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "GitCredential[" + username.replaceFirst("%.*", "") + "]";
    }
}
