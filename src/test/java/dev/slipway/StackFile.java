package dev.slipway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@code Pulumi.STACK.yaml} as the engine hands it to a program: a text for each key, JSON for what is no scalar. */
public record StackFile(JsonNode tree) {
    private static final YAMLMapper YAML = new YAMLMapper();

    public static StackFile of(String stack) {
        try {
            return parse(Files.readString(Path.of("Pulumi.%s.yaml".formatted(stack))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static StackFile parse(String yaml) {
        try {
            return new StackFile(YAML.readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Map<String, String> config() {
        var config = new LinkedHashMap<String, String>();
        tree.path("config").properties().forEach(entry -> {
            var value = entry.getValue();
            config.put(entry.getKey(), value.isValueNode() ? value.asText() : value.toString());
        });
        return config;
    }

    public String region() {
        return tree.path("config").path("aws:region").asText();
    }
}
