package dev.slipway.local.cloud.codebuild.execution.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "1", "ab", "abc", " abc ", "a\nb\n"})
    void aValueOfFewCharactersDoesNotGarbleTheLog(String secret) {
        SecretMask mask = new SecretMask();

        boolean hidden = mask.add(secret);

        assertThat(mask.hide("build 1 of 3: abc, cab, a b")).isEqualTo("build 1 of 3: abc, cab, a b");
        assertThat(hidden).isEqualTo(secret.isBlank());
    }

    @ParameterizedTest
    @CsvSource({"abcd, 'x abcd y abcde', 'x *** y ***e'", "' abcd ', abcd, ***", "5432, port 5432, port ***"})
    void aValueIsHiddenWhereverItStands(String secret, String text, String expected) {
        SecretMask mask = new SecretMask();

        assertThat(mask.add(secret)).isTrue();

        assertThat(mask.hide(text)).isEqualTo(expected);
    }

    @Test
    void aValueOfSeveralLinesIsHiddenLineByLineAndSaysThatAPartStays() {
        SecretMask mask = new SecretMask();

        boolean hidden = mask.add("{\n  \"user\": \"admin\"\n}\n");

        assertThat(hidden).isFalse();
        assertThat(mask.hide("{ \"user\": \"admin\" }")).isEqualTo("{ *** }");
    }

    @Test
    void aLongerSecretIsHiddenBeforeOneThatItHolds() {
        SecretMask mask = new SecretMask();
        mask.add("abcd");
        mask.add("abcdefgh");

        assertThat(mask.hide("abcdefgh abcd")).isEqualTo("*** ***");
    }
}
