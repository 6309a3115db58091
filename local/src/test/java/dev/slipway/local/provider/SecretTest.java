package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.local.provider.property.Secret;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void whatGoesInSecretComesOutSecret() throws IOException {
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            String type = "aws:cloudwatch/logGroup:LogGroup";
            Map<String, Object> inputs =
                    plugin.check(type, "secret", Map.of(), Map.of("tags", Map.of("key", new Secret("hunter2"))));
            Plugin.Kept kept = plugin.create(type, "secret", inputs);
            try {
                assertThat(kept.outputs().get("tags")).isEqualTo(Map.of("key", new Secret("hunter2")));
                assertThat(kept.outputs().get("tagsAll")).isEqualTo(new Secret(Map.of("key", "hunter2")));
                assertThat(plugin.read(type, kept.id(), kept.inputs(), kept.outputs()))
                        .isEqualTo(kept);
            } finally {
                plugin.delete(type, kept);
            }
        }
    }

    @Test
    void anErrorNeverTellsASecret() throws IOException {
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            Throwable refused = catchThrowable(() -> plugin.create(
                    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                    "secret",
                    Map.of(
                            "role",
                            new Secret("no-such-role-hunter2"),
                            "policyArn",
                            "arn:aws:iam::aws:policy/ReadOnlyAccess")));
            assertThat(refused.getMessage())
                    .startsWith("UNKNOWN: AWS answered NoSuchEntity (HTTP 404")
                    .doesNotContain("hunter2");
        }
    }
}
