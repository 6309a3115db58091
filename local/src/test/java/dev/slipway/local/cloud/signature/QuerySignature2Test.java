package dev.slipway.local.cloud.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuerySignature2Test {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private static String signature(String path, Map<String, List<String>> headers, Map<String, String> query) {
        return QuerySignature2.of(new SignedRequest("GET", path, null, headers, new byte[0]), query, SECRET);
    }

    @Test
    void equalsTheExampleInAwsGuide() {
        assertThat(signature("/johnsmith/photos/puppy.jpg", Map.of(), Map.of("Expires", "1175139620")))
                .isEqualTo("NpgCjnDzrM+WFzoENXmpNDUsSn8=");
    }

    @Test
    void coversParametersOfS3AndItsHeadersOnly() {
        var plain = signature("/b/k", Map.of(), Map.of("Expires", "1"));
        assertThat(signature("/b/k", Map.of("accept", List.of("*")), Map.of("Expires", "1", "x-id", "GetObject")))
                .isEqualTo(plain);
        assertThat(signature("/b/k", Map.of(), Map.of("Expires", "1", "acl", "")))
                .isNotEqualTo(plain);
        assertThat(signature("/b/k", Map.of("x-amz-acl", List.of("private")), Map.of("Expires", "1")))
                .isNotEqualTo(plain);
    }
}
