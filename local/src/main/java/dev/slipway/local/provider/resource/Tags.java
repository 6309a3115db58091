package dev.slipway.local.provider.resource;

import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.property.Secret;
import dev.slipway.local.provider.property.Unknown;
import dev.slipway.local.provider.property.Values;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tags: a resource's own, and all of them with the provider's default tags. */
public final class Tags {
    /** The property with the tags that a program gives. */
    public static final String OWN = "tags";

    /** The output with the provider's default tags added. */
    public static final String ALL = "tagsAll";

    private Tags() {}

    /** The default tags with the resource's own over them; unknown if any of it is. */
    public static Object all(Map<String, String> defaultTags, @Nullable Object own) {
        if (own == Unknown.VALUE || (own instanceof Secret secret && secret.content() == Unknown.VALUE)) {
            return Unknown.VALUE;
        }
        Map<String, Object> all = new TreeMap<>(defaultTags);
        if (own instanceof Secret secret && secret.content() instanceof Map<?, ?> tags) {
            tags.forEach((key, value) -> all.put((String) key, Values.secret(value)));
        } else if (own instanceof Map<?, ?> tags) {
            tags.forEach((key, value) -> all.put((String) key, value));
        }
        return all;
    }

    /** Tags from the elements in which AWS lists them; AWS's own ({@code aws:...}) are left out. */
    public static <T> Map<String, Object> read(
            Collection<T> tags, Function<T, @Nullable String> key, Function<T, @Nullable String> value) {
        Map<String, Object> read = new TreeMap<>();
        for (T tag : tags) {
            String name = key.apply(tag);
            String text = value.apply(tag);
            if (name != null && !name.startsWith("aws:")) {
                read.put(name, text == null ? "" : text);
            }
        }
        return read;
    }

    /** {@link #read} for services that give a map. */
    public static Map<String, Object> read(Map<String, String> tags) {
        return read(tags.entrySet(), Map.Entry::getKey, Map.Entry::getValue);
    }

    /** AWS's form of the tags. */
    public static <T> Collection<T> write(PropertyMap inputs, java.util.function.BiFunction<String, String, T> tag) {
        return inputs.textMap(ALL).entrySet().stream()
                .map(entry -> tag.apply(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Removes the tags that shall be gone, then sets the ones that are new or different. */
    public static void change(Change change, Consumer<Collection<String>> remove, Consumer<Map<String, String>> set) {
        Map<String, String> before = change.state().textMap(ALL);
        Map<String, String> after = change.inputs().textMap(ALL);
        TreeSet<String> gone = new TreeSet<>(before.keySet());
        gone.removeAll(after.keySet());
        if (!gone.isEmpty()) {
            remove.accept(gone);
        }
        Map<String, String> different = new TreeMap<>(after);
        different.entrySet().removeAll(before.entrySet());
        if (!different.isEmpty()) {
            set.accept(different);
        }
    }
}
