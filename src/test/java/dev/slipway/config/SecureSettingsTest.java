package dev.slipway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting there is, set with --secret: refused at its path, and its value is not said. */
class SecureSettingsTest {
    private static final String VALUE = "hunter2-is-not-shown";

    static Stream<String> settings() {
        var config = SettingsSchema.json()
                .getAsJsonObject("properties")
                .getAsJsonObject("config")
                .getAsJsonObject("properties");
        var paths = new ArrayList<String>();
        config.entrySet()
                .forEach(entry -> collect(entry.getKey(), entry.getValue().getAsJsonObject(), paths));
        paths.add("aws:region");
        paths.add("aws:defaultTags");
        paths.add("aws:defaultTags.tags");
        paths.add("aws:defaultTags.tags.NAME");
        return paths.stream();
    }

    /** The mapping or list itself, and each setting in it; NAME stands for the names that a user gives. */
    private static void collect(String path, JsonObject schema, List<String> paths) {
        paths.add(path);
        if (schema.has("properties")) {
            schema.getAsJsonObject("properties")
                    .entrySet()
                    .forEach(entry -> collect(
                            path + "." + entry.getKey(), entry.getValue().getAsJsonObject(), paths));
        } else if (schema.has("additionalProperties")) {
            collect(path + "." + name(path), schema.getAsJsonObject("additionalProperties"), paths);
        } else if (schema.has("items")) {
            paths.add(path + "[0]");
        }
    }

    private static String name(String path) {
        return path.equals("slipway:services") ? "web" : "NAME";
    }

    @ParameterizedTest
    @MethodSource("settings")
    void isRefusedByNameAndNotShown(String path) {
        var config = new LinkedHashMap<String, String>();
        config.put("slipway:services", "{\"web\": {\"deploy\": {\"clusterName\": \"c\"}}}");
        var key = path.split("[.\\[]", 2)[0];
        config.put(key, path.equals(key) ? VALUE : with(config.get(key), path.substring(key.length() + 1)));
        var thrown = catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(new ConfigSource(
                        "slipway",
                        "dev",
                        config.keySet(),
                        wanted -> Optional.ofNullable(config.get(wanted)),
                        Set.of(path),
                        OptionalInt.empty()))
                .settings());

        assertThat(thrown).as("a secret in %s", path).isNotNull();
        assertThat(thrown.problems().get(0).toString())
                .startsWith(path + ": got a value that was set with --secret, expected one in clear: ")
                .contains(instead(path));
        assertThat(thrown.problems().stream().map(Problem::path)).contains(path).hasSize(1);
        assertThat(thrown.getMessage()).doesNotContain(VALUE);
    }

    private static String instead(String path) {
        return path.contains(".build.secrets") || path.contains(".dockerHubSecret")
                ? "put the value into Secrets Manager, and set the name without --secret"
                : "build.secrets, which only the build reads";
    }

    private static String with(@Nullable String json, String path) {
        var root =
                json == null ? new JsonObject() : JsonParser.parseString(json).getAsJsonObject();
        var here = root;
        var names = path.replace("[0]", "").split("[.]", -1);
        for (var i = 0; i < names.length - 1; i++) {
            if (!here.has(names[i])) {
                here.add(names[i], new JsonObject());
            }
            here = here.getAsJsonObject(names[i]);
        }
        here.add(
                names[names.length - 1],
                JsonParser.parseString(path.endsWith("[0]") ? "[\"" + VALUE + "\"]" : "\"" + VALUE + "\""));
        return root.toString();
    }
}
