package dev.slipway.local.provider.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamenessTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"Statement\":{\"Action\":\"s3:GetObject\"}} | {\"Statement\":[{\"Action\":[\"s3:getobject\"]}]} | true",
                "{\"Statement\":[{\"Action\":[\"a:B\",\"a:C\"]}]} | {\"Statement\":[{\"Action\":[\"a:C\",\"a:B\"]}]} | true",
                "{\"Statement\":[{\"Resource\":\"x\"}]} | {\"Statement\":[{\"Resource\":\"X\"}]} | false",
                "{\"Statement\":[{\"Effect\":\"Allow\"}]} | {\"Statement\":[{\"Effect\":\"Deny\"}]} | false"
            })
    void policiesAreComparedByMeaning(String a, String b, boolean same) {
        assertThat(Sameness.policy(a, b)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {"{\"a\":1,\"b\":[2]} | { \"b\": [2], \"a\": 1 } | true", "[1,2] | [2,1] | false", "x | x | true"})
    void documentsAreComparedByContent(String a, String b, boolean same) {
        assertThat(Sameness.json(a, b)).isEqualTo(same);
    }
}
