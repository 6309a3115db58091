package dev.slipway.local.cloud.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitSignatureTest {
    /** Made by AWS CLI's credential helper at 2026-01-02T03:04:05Z for http://127.0.0.1:4566/v1/repos/app in eu-west-1. */
    private static final String PASSWORD =
            "20260102T030405Z46fcd65f58ce5cb4c07cf65c978ecf9b4c7a24abeaa00e28a0bcbc6952ee0a35";

    private static GitSignature at(String time) {
        return new GitSignature(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, wJalrXUtnFEMI/K7MDENG, eu-west-1, 127.0.0.1, /v1/repos/app, true",
        "2026-01-02T03:19:05Z, wJalrXUtnFEMI/K7MDENG, eu-west-1, 127.0.0.1, /v1/repos/app, true",
        "2026-01-02T03:19:06Z, wJalrXUtnFEMI/K7MDENG, eu-west-1, 127.0.0.1, /v1/repos/app, false",
        "2026-01-02T02:49:04Z, wJalrXUtnFEMI/K7MDENG, eu-west-1, 127.0.0.1, /v1/repos/app, false",
        "2026-01-02T03:04:05Z, another, eu-west-1, 127.0.0.1, /v1/repos/app, false",
        "2026-01-02T03:04:05Z, wJalrXUtnFEMI/K7MDENG, us-east-1, 127.0.0.1, /v1/repos/app, false",
        "2026-01-02T03:04:05Z, wJalrXUtnFEMI/K7MDENG, eu-west-1, localhost, /v1/repos/app, false",
        "2026-01-02T03:04:05Z, wJalrXUtnFEMI/K7MDENG, eu-west-1, 127.0.0.1, /v1/repos/other, false",
    })
    void acceptsWhatTheCredentialHelperMakes(
            String now, String secret, String region, String host, String path, boolean accepted) {
        assertThat(at(now).matches(PASSWORD, secret, region, host, path)).isEqualTo(accepted);
    }

    @Test
    void knowsItsForm() {
        assertThat(GitSignature.looksLike(PASSWORD)).isTrue();
        assertThat(GitSignature.looksLike(PASSWORD + "0")).isFalse();
        assertThat(GitSignature.looksLike("test")).isFalse();
        assertThat(at("2026-01-02T03:04:05Z")
                        .matches(
                                "20261302T030405Z" + "0".repeat(64), "test", "us-east-1", "127.0.0.1", "/v1/repos/app"))
                .isFalse();
    }
}
