package dev.slipway.local.cloud.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.utils.IoUtils;

/** Checks requests that AWS's own signer signed. */
class SignatureCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String BODY = "{\"name\":\"app\"}";
    private static final Credential TEMPORARY =
            new Credential("ASIA1", "s2", "token", NOW.plusSeconds(60), "arn:aws:sts::000000000000:assumed-role/r/s");
    private static final AwsCredentialsIdentity ROOT = AwsCredentialsIdentity.create("test", "test");

    private static SignatureCheck check(Instant now) {
        var known = Map.of("test", Credential.ROOT, "ASIA1", TEMPORARY);
        return new SignatureCheck(id -> Optional.ofNullable(known.get(id)), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SignedRequest sign(AwsCredentialsIdentity identity, String service, String body, String uri) {
        return sign(identity, service, body, uri, AuthLocation.HEADER);
    }

    private static SignedRequest sign(
            AwsCredentialsIdentity identity, String service, String body, String uri, AuthLocation location) {
        var request = SdkHttpRequest.builder()
                .method(location == AuthLocation.HEADER ? SdkHttpMethod.POST : SdkHttpMethod.GET)
                .uri(URI.create(uri))
                .putHeader("X-Amz-Target", "CodePipeline_20150709.GetPipeline")
                .build();
        var signed = AwsV4HttpSigner.create().sign(r -> {
            r.identity(identity)
                    .request(request)
                    .payload(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                    .putProperty(AwsV4HttpSigner.AUTH_LOCATION, location)
                    .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC));
            if (location == AuthLocation.QUERY_STRING) {
                r.putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(10));
            }
        });
        Map<String, List<String>> headers = new TreeMap<>();
        signed.request().headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        var payload = signed.payload()
                .map(stream -> {
                    try {
                        return IoUtils.toByteArray(stream.newStream());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse(new byte[0]);
        return new SignedRequest(
                signed.request().method().name(),
                signed.request().encodedPath(),
                signed.request().encodedQueryParameters().orElse(null),
                headers,
                payload);
    }

    private static SignedRequest good() {
        return sign(ROOT, "codepipeline", BODY, "http://127.0.0.1:4566/");
    }

    private static String code(SignedRequest request, Instant now) {
        try {
            check(now).check(request, "codepipeline");
            return "accepted";
        } catch (SignatureFailure e) {
            return e.code();
        }
    }

    @Test
    void acceptsAProperSignatureAndTellsWhoSigned() throws SignatureFailure {
        assertThat(check(NOW).check(good(), "codepipeline"))
                .isEqualTo(new SignatureCheck.Verified(Credential.ROOT, "eu-west-1"));
    }

    @Test
    void acceptsPathsThatAreEncoded() {
        var request = sign(
                ROOT,
                "codepipeline",
                BODY,
                "http://127.0.0.1:4566/untagResource/arn%3Aaws%3Ax?tagKeys=b%20c&tagKeys=a");
        assertThat(code(request, NOW)).isEqualTo("accepted");
    }

    @Test
    void acceptsAPresignedAddressUntilItExpires() {
        var request = sign(ROOT, "codepipeline", "", "http://127.0.0.1:4566/", AuthLocation.QUERY_STRING);
        assertThat(code(request, NOW.plusSeconds(599))).isEqualTo("accepted");
        assertThat(code(request, NOW.plusSeconds(601))).isEqualTo("InvalidSignatureException");
    }

    @ParameterizedTest
    @CsvSource({
        "299, accepted",
        "301, InvalidSignatureException",
        "-299, accepted",
        "-301, InvalidSignatureException",
    })
    void acceptsFiveMinutesOfSkew(long seconds, String expected) {
        assertThat(code(good(), NOW.plusSeconds(seconds))).isEqualTo(expected);
    }

    @Test
    void refusesWhatAwsRefuses() {
        var good = good();
        var unsigned = new SignedRequest("POST", "/", null, Map.of(), new byte[0]);
        assertThat(code(unsigned, NOW)).isEqualTo("MissingAuthenticationTokenException");
        var garbled = new SignedRequest(
                "POST", "/", null, Map.of("authorization", List.of("AWS4-HMAC-SHA256 x")), new byte[0]);
        assertThat(code(garbled, NOW)).isEqualTo("IncompleteSignatureException");
        assertThat(code(sign(AwsCredentialsIdentity.create("AKIA0", "test"), "codepipeline", BODY, "http://h/"), NOW))
                .isEqualTo("UnrecognizedClientException");
        assertThat(code(sign(AwsCredentialsIdentity.create("test", "wrong"), "codepipeline", BODY, "http://h/"), NOW))
                .isEqualTo("InvalidSignatureException");
        assertThat(code(sign(ROOT, "codebuild", BODY, "http://h/"), NOW)).isEqualTo("InvalidSignatureException");
        var otherBody =
                new SignedRequest(good.method(), good.path(), good.query(), good.headers(), new byte[] {'{', '}'});
        assertThat(code(otherBody, NOW)).isEqualTo("InvalidSignatureException");
        var otherPath = new SignedRequest(good.method(), "/other", good.query(), good.headers(), good.body());
        assertThat(code(otherPath, NOW)).isEqualTo("InvalidSignatureException");
        var headers = new TreeMap<>(good.headers());
        headers.put("x-amz-target", List.of("CodePipeline_20150709.DeletePipeline"));
        var otherTarget = new SignedRequest(good.method(), good.path(), good.query(), headers, good.body());
        assertThat(code(otherTarget, NOW)).isEqualTo("InvalidSignatureException");
    }

    @Test
    void wantsTheTokenOfATemporaryKeyWhileItLives() {
        var with =
                sign(AwsSessionCredentialsIdentity.create("ASIA1", "s2", "token"), "codepipeline", BODY, "http://h/");
        assertThat(code(with, NOW)).isEqualTo("accepted");
        assertThat(code(with, NOW.plusSeconds(61))).isEqualTo("ExpiredTokenException");
        var other =
                sign(AwsSessionCredentialsIdentity.create("ASIA1", "s2", "other"), "codepipeline", BODY, "http://h/");
        assertThat(code(other, NOW)).isEqualTo("UnrecognizedClientException");
        assertThat(code(sign(AwsCredentialsIdentity.create("ASIA1", "s2"), "codepipeline", BODY, "http://h/"), NOW))
                .isEqualTo("UnrecognizedClientException");
    }

    @Test
    void saysWhichServiceAScopeShouldName() {
        assertThatThrownBy(() -> check(NOW).check(sign(ROOT, "codebuild", BODY, "http://h/"), "codepipeline"))
                .hasMessage("Credential should be scoped to correct service: 'codepipeline'. ");
    }
}
