package dev.slipway.local.provider.resource;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.slipway.local.provider.property.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When two values mean the same to AWS. */
public final class Sameness {
    private static final Set<String> POLICY_LISTS = Set.of("Action", "NotAction", "Resource", "NotResource");

    private Sameness() {}

    /** Equal as JSON documents; an element that is null counts as absent. */
    public static boolean json(Object a, Object b) {
        JsonElement left = parse(a);
        JsonElement right = parse(b);
        return (left != null && right != null) ? left.equals(right) : a.equals(b);
    }

    /** Equal as IAM policies: one value and a list of one are the same, and lists have no order. */
    public static boolean policy(Object a, Object b) {
        JsonElement left = parse(a);
        JsonElement right = parse(b);
        return (left != null && right != null) ? canonical(left, "").equals(canonical(right, "")) : a.equals(b);
    }

    /** Equal as sets. */
    public static boolean set(Object a, Object b) {
        if (!(a instanceof List<?> left) || !(b instanceof List<?> right) || left.size() != right.size()) {
            return a.equals(b);
        }
        List<Object> rest = new ArrayList<>(right);
        return left.stream().allMatch(element -> removeEqual(rest, element));
    }

    private static boolean removeEqual(List<Object> rest, @Nullable Object element) {
        for (int i = 0; i < rest.size(); i++) {
            if (loose(rest.get(i)).equals(loose(element))) {
                rest.remove(i);
                return true;
            }
        }
        return false;
    }

    // Members that are not set do not tell two set elements apart.
    private static Object loose(@Nullable Object value) {
        if (value instanceof java.util.Map<?, ?> map) {
            TreeMap<String, Object> kept = new TreeMap<>();
            map.forEach((name, member) -> {
                if (!Values.isUnset(member)) {
                    kept.put((String) name, loose(member));
                }
            });
            return kept;
        }
        return value == null ? "" : value;
    }

    private static @Nullable JsonElement parse(Object value) {
        try {
            return JsonParser.parseString(value.toString());
        } catch (JsonParseException e) {
            return null;
        }
    }

    private static String canonical(JsonElement element, String key) {
        if (element instanceof JsonObject object) {
            TreeMap<String, String> members = new TreeMap<>();
            object.entrySet()
                    .forEach(entry -> members.put(
                            entry.getKey(),
                            canonical(
                                    entry.getKey().equals("Statement") ? listOf(entry.getValue()) : entry.getValue(),
                                    entry.getKey())));
            return members.toString();
        }
        if (element instanceof JsonArray array) {
            TreeSet<String> elements = new TreeSet<>();
            array.forEach(member -> {
                String canonical = canonical(member, key);
                // One value and a list of one are the same, so a value is written as a list of one.
                elements.add(member.isJsonPrimitive() ? canonical.substring(1, canonical.length() - 1) : canonical);
            });
            return elements.toString();
        }
        String text = element.isJsonNull() ? "" : element.getAsString();
        return "["
                + (POLICY_LISTS.contains(key) && key.endsWith("Action")
                        ? text.toLowerCase(java.util.Locale.ROOT)
                        : text)
                + "]";
    }

    private static JsonElement listOf(JsonElement element) {
        if (element instanceof JsonArray) {
            return element;
        }
        JsonArray array = new JsonArray();
        array.add(element);
        return array;
    }
}
