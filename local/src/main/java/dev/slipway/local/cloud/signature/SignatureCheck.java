package dev.slipway.local.cloud.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses requests whose signature AWS would refuse, with the error codes of the JSON protocols. */
public final class SignatureCheck {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String INVALID = "InvalidSignatureException";

    private final Credentials credentials;
    private final Clock clock;

    /**
     * A check.
     *
     * @param credentials the keys that may sign
     * @param clock the time to compare with
     */
    public SignatureCheck(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Checks a request.
     *
     * @param request the request
     * @param service the signing name of the service that it is for
     * @return the key that signed it
     * @throws SignatureFailure when AWS would refuse it
     */
    public Verified check(SignedRequest request, String service) throws SignatureFailure {
        var authorization = Authorization.of(request)
                .orElseThrow(() ->
                        new SignatureFailure("MissingAuthenticationTokenException", "Missing Authentication Token"));
        checkScope(authorization, service);
        checkTime(authorization);
        var credential = credentials
                .find(authorization.accessKeyId())
                .filter(found -> Objects.equals(found.sessionToken(), authorization.sessionToken()))
                .orElseThrow(() -> new SignatureFailure(
                        "UnrecognizedClientException", "The security token included in the request is invalid."));
        checkSignedHeaders(request, authorization);
        var payloadHash = checkPayload(request);
        compare(Signature.of(request, authorization, credential.secret(), payloadHash), authorization.signature());
        if (credential.expires() != null && credential.expires().isBefore(clock.instant())) {
            throw new SignatureFailure(
                    "ExpiredTokenException", "The security token included in the request is expired");
        }
        return new Verified(credential, authorization.scope().region());
    }

    private static void compare(String expected, String given) throws SignatureFailure {
        if (!equal(expected, given)) {
            throw new SignatureFailure(
                    INVALID,
                    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }
    }

    /**
     * Checks a request to a service of ministack, which checks all keys but the root key itself.
     *
     * @param request the request; its body may be left out when a header claims the body's hash
     * @return who signed it; empty when that is for ministack to find out, and to refuse
     * @throws SignatureFailure when it claims the root key, and the root key did not sign it
     */
    public Optional<Verified> checkPassedOn(SignedRequest request) throws SignatureFailure {
        var authorization = Authorization.of(request);
        if (authorization.isEmpty()) {
            return checkQuery(request);
        }
        var id = authorization.get().accessKeyId();
        refuseAccount(id);
        if (id.equals(Credential.ROOT.accessKeyId()) && authorization.get().sessionToken() != null) {
            throw bogusToken();
        }
        var credential = credentials
                .find(id)
                .filter(found ->
                        Objects.equals(found.sessionToken(), authorization.get().sessionToken()));
        if (credential.isEmpty()) {
            return Optional.empty();
        }
        var claimed = request.header("x-amz-content-sha256");
        var s3 = authorization.get().scope().service().equals("s3");
        var presigned = s3 && authorization.get().expiresIn() != null ? UNSIGNED : null;
        // S3 alone takes a claim for the body, which is compared with it when it has come.
        var hash = s3 && claimed != null ? claimed : presigned != null ? presigned : checkPayload(request);
        var expected =
                Signature.of(request, authorization.get(), credential.get().secret(), hash);
        return passedOn(
                credential.get(),
                authorization.get().scope().region(),
                expected,
                authorization.get().signature());
    }

    private static SignatureFailure bogusToken() {
        return new SignatureFailure("InvalidToken", "The security token included in the request is invalid.");
    }

    private static Optional<Verified> passedOn(Credential credential, String region, String expected, String given)
            throws SignatureFailure {
        if (credential.equals(Credential.ROOT)) {
            compare(expected, given);
        }
        return equal(expected, given) ? Optional.of(new Verified(credential, region)) : Optional.empty();
    }

    private Optional<Verified> checkQuery(SignedRequest request) throws SignatureFailure {
        var query = Authorization.decode(request.query());
        if (query.keySet().stream().anyMatch("X-Amz-Credential"::equalsIgnoreCase)) {
            // ministack would take the named key as proven, though nothing is signed.
            throw new SignatureFailure(
                    "IncompleteSignatureException", "AWS query-string parameters must include 'X-Amz-Algorithm'.");
        }
        if (!QuerySignature2.in(query)) {
            return Optional.empty();
        }
        var id = query.getOrDefault("AWSAccessKeyId", "");
        refuseAccount(id);
        if (id.equals(Credential.ROOT.accessKeyId())
                && (query.containsKey("x-amz-security-token") || request.header("x-amz-security-token") != null)) {
            throw bogusToken();
        }
        var credential = credentials.find(id);
        return credential.isEmpty()
                ? Optional.empty()
                : passedOn(
                        credential.get(),
                        "us-east-1",
                        QuerySignature2.of(request, query, credential.get().secret()),
                        query.getOrDefault("Signature", ""));
    }

    /** ministack takes an account number for that account's root, without a secret. */
    private static void refuseAccount(String id) throws SignatureFailure {
        if (ACCOUNT.matcher(id).matches()) {
            throw new SignatureFailure(
                    "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
    }

    /**
     * A request that is properly signed.
     *
     * @param credential who signed it
     * @param region the region that it was signed for
     */
    public record Verified(Credential credential, String region) {}

    private static void checkScope(Authorization authorization, String service) throws SignatureFailure {
        var scope = authorization.scope();
        if (!scope.service().equals(service)) {
            throw new SignatureFailure(
                    INVALID, "Credential should be scoped to correct service: '%s'. ".formatted(service));
        }
        if (!authorization.timestamp().startsWith(scope.date())) {
            throw new SignatureFailure(
                    INVALID,
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '%s' != '%s', from '%s'."
                            .formatted(
                                    scope.date(),
                                    authorization.timestamp().split("T", 2)[0],
                                    authorization.timestamp()));
        }
    }

    private void checkTime(Authorization authorization) throws SignatureFailure {
        var signed = authorization.signedAt();
        var now = clock.instant();
        var lifetime = authorization.expiresIn() == null ? SKEW : authorization.expiresIn();
        if (signed.plus(lifetime).isBefore(now)) {
            throw new SignatureFailure(
                    INVALID,
                    "Signature expired: %s is now earlier than %s (%s - %d min.)"
                            .formatted(
                                    authorization.timestamp(),
                                    format(now.minus(lifetime)),
                                    format(now),
                                    lifetime.toMinutes()));
        }
        if (signed.minus(SKEW).isAfter(now)) {
            throw new SignatureFailure(
                    INVALID,
                    "Signature not yet current: %s is still later than %s (%s + %d min.)"
                            .formatted(
                                    authorization.timestamp(), format(now.plus(SKEW)), format(now), SKEW.toMinutes()));
        }
    }

    private static void checkSignedHeaders(SignedRequest request, Authorization authorization) throws SignatureFailure {
        for (var name : request.headers().keySet()) {
            if ((name.equals("host") || name.equals("x-amz-target") || name.equals("x-amz-date"))
                    && !authorization.signedHeaders().contains(name)) {
                throw new SignatureFailure(
                        INVALID, "'%s' must be a 'SignedHeader' in the AWS Authorization.".formatted(name));
            }
        }
    }

    private static String checkPayload(SignedRequest request) throws SignatureFailure {
        var actual = Signature.sha256(request.body());
        var claimed = request.header("x-amz-content-sha256");
        if (claimed != null && !claimed.equals(UNSIGNED) && !equal(claimed, actual)) {
            throw new SignatureFailure(
                    INVALID, "The value passed in as x-amz-content-sha256 does not match the SHA-256 of the payload.");
        }
        return actual;
    }

    private static boolean equal(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String format(Instant instant) {
        return Authorization.TIMESTAMP.format(instant);
    }
}
