package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultTagsTest {
    private static final String TYPE = "aws:cloudwatch/logGroup:LogGroup";

    @Test
    void defaultTagsGoToEveryResourceAndTheirChangeIsAnUpdate() throws IOException {
        Plugin.Kept kept;
        try (Plugin plugin = Plugin.onTestCloud(Map.of("defaultTags", "{\"tags\":{\"stack\":\"local\"}}"))) {
            Map<String, Object> inputs = plugin.check(TYPE, "tagged", Map.of(), Map.of("tags", Map.of("team", "a")));
            kept = plugin.create(TYPE, "tagged", inputs);
            assertThat(kept.outputs().get("tags")).isEqualTo(Map.of("team", "a"));
            assertThat(kept.outputs().get("tagsAll")).isEqualTo(Map.of("team", "a", "stack", "local"));
            assertThat(plugin.diff(TYPE, kept.id(), kept, inputs)).isEmpty();
            assertThat(plugin.read(TYPE, kept.id(), kept.inputs(), kept.outputs()))
                    .isEqualTo(kept);
        }
        try (Plugin plugin = Plugin.onTestCloud(Map.of("defaultTags", "{\"tags\":{\"stack\":\"other\"}}"))) {
            assertThat(plugin.diff(TYPE, kept.id(), kept, kept.inputs())).isEqualTo(Map.of("tagsAll.stack", "UPDATE"));
            assertThat(plugin.update(TYPE, kept, kept.inputs(), false).get("tagsAll"))
                    .isEqualTo(Map.of("team", "a", "stack", "other"));
            plugin.delete(TYPE, kept);
        }
    }
}
