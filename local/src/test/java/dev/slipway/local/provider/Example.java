package dev.slipway.local.provider;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The contract example of one resource type, from {@code contract/MODULE.TYPE.json}. Texts may refer to what the
 * example needs: {@code ${role.arn}}.
 *
 * @param needs resources to create first, in this order
 * @param inputs what to create
 * @param updates changes in place, one after the other; null takes a property away
 * @param replaces changes each of which replaces the resource
 * @param stays whether AWS keeps it in another form after its deletion, such as the versioning of a bucket
 * @param partlyTold whether the local cloud does not tell enough for an import
 * @param importId what an import calls it; null when that is its id
 * @param missing outputs that the offline plugin does not give for this example
 */
record Example(
        Map<String, Need> needs,
        Map<String, Object> inputs,
        List<Map<String, Object>> updates,
        Map<String, Object> replaces,
        boolean stays,
        boolean partlyTold,
        @Nullable String importId,
        List<String> missing) {
    private static final Gson GSON = new Gson();
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)\\.(\\w+)}");

    /** A resource that the example needs. */
    record Need(String type, Map<String, Object> inputs) {}

    static Example of(String token) throws IOException {
        String file = "contract/" + token.replaceFirst("aws:(\\w+)/\\w+:(\\w+)", "$1.$2") + ".json";
        try (InputStream stream = Example.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new AssertionError("got no " + file + ", expected an example for every registered type");
            }
            Example read = GSON.fromJson(
                    new InputStreamReader(stream, StandardCharsets.UTF_8), new TypeToken<Example>() {}.getType());
            return new Example(
                    read.needs == null ? new LinkedHashMap<>() : read.needs,
                    read.inputs,
                    read.updates == null ? List.of() : read.updates,
                    read.replaces == null ? Map.of() : read.replaces,
                    read.stays,
                    read.partlyTold,
                    read.importId,
                    read.missing == null ? List.of() : read.missing);
        }
    }

    /** The properties with references filled in. */
    static Map<String, Object> resolve(Map<String, Object> properties, Map<String, Plugin.Kept> made) {
        Map<String, Object> resolved = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (value != null) {
                resolved.put(name, resolve(value, made));
            }
        });
        return resolved;
    }

    private static Object resolve(Object value, Map<String, Plugin.Kept> made) {
        if (value instanceof String text) {
            return REFERENCE
                    .matcher(text)
                    .replaceAll(match -> Matcher.quoteReplacement(referred(match.group(1), match.group(2), made)));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> resolve(element, made)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new TreeMap<>();
            map.forEach((name, member) -> members.put((String) name, resolve(member, made)));
            return members;
        }
        return value instanceof Double number && number == Math.rint(number) ? Long.valueOf(number.longValue()) : value;
    }

    private static String referred(String need, String property, Map<String, Plugin.Kept> made) {
        Plugin.Kept kept = made.get(need);
        if (kept == null) {
            throw new AssertionError("got ${" + need + "...}, expected one of " + made.keySet());
        }
        return property.equals("id") ? kept.id() : String.valueOf(kept.outputs().get(property));
    }
}
