package dev.slipway;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Where in a value of the configuration its secrets are. Pulumi hands over the value with all secrets in clear; the stack's
 * file has {@code secure: CIPHERTEXT} in their places. A file that does not fit the value, because the configuration comes
 * from elsewhere, tells nothing: then all of the value is secret.
 */
final class SecurePaths {
    private static final String SECURE = "secure";

    private final Set<String> paths = new LinkedHashSet<>();

    private SecurePaths() {}

    /**
     * Finds them.
     *
     * @param file the stack's file
     * @param key a key that has a secret in its value
     * @param value the value with its secrets in clear
     * @return the paths of the secrets, or the key itself
     */
    static Set<String> in(Path file, String key, String value) {
        var written = written(file, key);
        var found = new SecurePaths();
        if (written == null || !found.fits(key, written, parse(value)) || found.paths.isEmpty()) {
            return Set.of(key);
        }
        return Set.copyOf(found.paths);
    }

    private static @Nullable Object written(Path file, String key) {
        try {
            var text = Files.readString(file, StandardCharsets.UTF_8);
            var tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return tree instanceof Map<?, ?> sections && sections.get("config") instanceof Map<?, ?> config
                    ? config.get(key)
                    : null;
        } catch (IOException | YAMLException e) {
            // No such file, or none that is YAML: the configuration comes from elsewhere.
            return null;
        }
    }

    private static JsonElement parse(String value) {
        try {
            return JsonParser.parseString(value);
        } catch (JsonParseException e) {
            return new JsonPrimitive(value);
        }
    }

    private boolean fits(String path, @Nullable Object written, JsonElement value) {
        if (written instanceof Map<?, ?> members) {
            if (members.size() == 1 && members.get(SECURE) instanceof String) {
                paths.add(path);
                return true;
            }
            return value.isJsonObject()
                    && value.getAsJsonObject().size() == members.size()
                    && members.entrySet().stream()
                            .allMatch(member -> value.getAsJsonObject().has(String.valueOf(member.getKey()))
                                    && fits(
                                            path + "." + member.getKey(),
                                            member.getValue(),
                                            value.getAsJsonObject().get(String.valueOf(member.getKey()))));
        }
        if (written instanceof List<?> items) {
            var fits = value.isJsonArray() && value.getAsJsonArray().size() == items.size();
            for (var i = 0; fits && i < items.size(); i++) {
                fits = fits(
                        "%s[%d]".formatted(path, i),
                        items.get(i),
                        value.getAsJsonArray().get(i));
            }
            return fits;
        }
        // How a number or a date is written differs; that there is a single value does not.
        return !value.isJsonObject() && !value.isJsonArray();
    }
}
