package dev.slipway.local.provider.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Questions that are asked of any property value. */
public final class Values {
    /** Key under which the official plugin, and this one, notes which inputs it filled in itself. */
    public static final String DEFAULTS = "__defaults";

    private Values() {}

    /** The value as a secret; a secret stays as it is. */
    public static Object secret(Object value) {
        return value instanceof Secret ? value : new Secret(plain(value));
    }

    /** The value without secret wrappers, at any depth, and without the notes about defaults. */
    public static Object plain(Object value) {
        if (value instanceof Secret secret) {
            return plain(secret.content());
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>(list.size());
            list.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            return plainMap(map);
        }
        return value;
    }

    /** {@link #plain(Object)} of a whole property bag. */
    public static Map<String, Object> plainMap(Map<?, ?> map) {
        Map<String, Object> plain = new TreeMap<>();
        map.forEach((name, element) -> {
            if (!DEFAULTS.equals(name)) {
                plain.put((String) name, plain(element));
            }
        });
        return plain;
    }

    /** Whether a secret is anywhere in the value. */
    public static boolean hasSecret(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(Values::hasSecret);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Values::hasSecret);
        }
        return value instanceof Secret;
    }

    /** Whether an unknown is anywhere in the value. */
    public static boolean hasUnknown(@Nullable Object value) {
        if (value instanceof Secret secret) {
            return hasUnknown(secret.content());
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(Values::hasUnknown);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Values::hasUnknown);
        }
        return value == Unknown.VALUE;
    }

    /** What AWS and Terraform take for "not set": nothing, false, zero, no text, no elements, or only such members. */
    public static boolean isUnset(@Nullable Object value) {
        if (value == null || Boolean.FALSE.equals(value) || "".equals(value)) {
            return true;
        }
        if (value instanceof Number number) {
            return number.doubleValue() == 0;
        }
        if (value instanceof List<?> list) {
            return list.isEmpty();
        }
        return value instanceof Map<?, ?> map && map.values().stream().allMatch(Values::isUnset);
    }

    /**
     * Marks as secret what is secret in the model: object members one by one, a list as a whole, since AWS may give its
     * elements back in another order.
     */
    public static Object markLike(Object value, @Nullable Object model) {
        if (model instanceof Map<?, ?> members && value instanceof Map<?, ?> map) {
            Map<String, Object> marked = new TreeMap<>();
            map.forEach((name, member) -> marked.put((String) name, markLike(member, members.get(name))));
            return marked;
        }
        return hasSecret(model) ? secret(value) : value;
    }

    /** Every text that is within a secret of the value, longest first, so that messages can be cleared of it. */
    public static Set<String> secretTexts(@Nullable Object value) {
        Set<String> texts =
                new TreeSet<>((a, b) -> a.length() == b.length() ? a.compareTo(b) : b.length() - a.length());
        collect(value, false, texts::add);
        return texts;
    }

    private static void collect(@Nullable Object value, boolean secret, Consumer<String> found) {
        if (value instanceof Secret wrapped) {
            collect(wrapped.content(), true, found);
        } else if (value instanceof List<?> list) {
            list.forEach(element -> collect(element, secret, found));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(element -> collect(element, secret, found));
        } else if (secret && value instanceof String text && !text.isBlank()) {
            found.accept(text);
        }
    }
}
