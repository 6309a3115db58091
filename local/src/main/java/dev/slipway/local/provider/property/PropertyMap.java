package dev.slipway.local.provider.property;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Properties of one resource or nested object, all known and without secret wrappers; immutable. */
public record PropertyMap(Map<String, Object> values) {
    /** No properties at all. */
    public static final PropertyMap EMPTY = new PropertyMap(Map.of());

    public PropertyMap {
        values = Collections.unmodifiableMap(Values.plainMap(values));
    }

    /** Whether the property is present. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The raw value, or null. */
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    /** The text, or null; numbers and booleans are given as text, since AWS often wants them so. */
    public @Nullable String text(String name) {
        Object value = values.get(name);
        return value == null ? null : String.valueOf(value);
    }

    /** The text, or the given one. */
    public String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /**
     * The text of a property that must be there.
     *
     * @throws IllegalStateException if it is not: the state was made by something else, or is damaged
     */
    public String need(String name) {
        String value = text(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("got no property \"" + name + "\", expected one of " + values.keySet()
                    + " to be it; run `pulumi refresh`");
        }
        return value;
    }

    /** True if the property is present and true. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name)) || "true".equals(values.get(name));
    }

    /** The boolean, or null. */
    public @Nullable Boolean maybeFlag(String name) {
        return has(name) ? flag(name) : null;
    }

    /** The whole number, or null. */
    public @Nullable Integer integer(String name) {
        Object value = values.get(name);
        if (value instanceof Number number) {
            return number.intValue();
        }
        return value instanceof String text && !text.isEmpty() ? Integer.valueOf(text) : null;
    }

    /** The number, or null. */
    public @Nullable Double number(String name) {
        return values.get(name) instanceof Number number ? number.doubleValue() : null;
    }

    /** The list of texts; empty if there is none. */
    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The map of texts; empty if there is none. */
    public Map<String, String> textMap(String name) {
        Map<String, String> map = new TreeMap<>();
        if (values.get(name) instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> map.put((String) key, String.valueOf(value)));
        }
        return map;
    }

    /** The nested object; empty if there is none. */
    public PropertyMap object(String name) {
        return values.get(name) instanceof Map<?, ?> map ? new PropertyMap(Values.plainMap(map)) : EMPTY;
    }

    /** The list of nested objects; empty if there is none. */
    public List<PropertyMap> objects(String name) {
        List<PropertyMap> objects = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) {
                    objects.add(new PropertyMap(Values.plainMap(map)));
                }
            }
        }
        return objects;
    }

    /** A copy with the property set; a null value removes it. */
    public PropertyMap with(String name, @Nullable Object value) {
        Map<String, Object> copy = new TreeMap<>(values);
        if (value == null) {
            copy.remove(name);
        } else {
            copy.put(name, unwrap(value));
        }
        return new PropertyMap(copy);
    }

    /** A copy with all properties of the other map set. */
    public PropertyMap withAll(PropertyMap other) {
        Map<String, Object> copy = new TreeMap<>(values);
        copy.putAll(other.values);
        return new PropertyMap(copy);
    }

    /** A copy without these properties. */
    public PropertyMap without(String... names) {
        Map<String, Object> copy = new TreeMap<>(values);
        for (String name : names) {
            copy.remove(name);
        }
        return new PropertyMap(copy);
    }

    /** A copy with only these properties. */
    public PropertyMap only(String... names) {
        Map<String, Object> copy = new TreeMap<>();
        for (String name : names) {
            Object value = values.get(name);
            if (value != null) {
                copy.put(name, value);
            }
        }
        return new PropertyMap(copy);
    }

    /** A copy in which the property has another name; nothing happens if it is absent. */
    public PropertyMap renamed(String from, String to) {
        Object value = values.get(from);
        return value == null ? this : without(from).with(to, value);
    }

    /** A copy in which the nested object is changed; nothing happens if it is absent. */
    public PropertyMap mapObject(String name, UnaryOperator<PropertyMap> change) {
        return has(name) ? with(name, change.apply(object(name))) : this;
    }

    /** A copy in which each nested object of a list is changed; nothing happens if it is absent. */
    public PropertyMap mapObjects(String name, UnaryOperator<PropertyMap> change) {
        return has(name) ? with(name, objects(name).stream().map(change).toList()) : this;
    }

    private static Object unwrap(Object value) {
        if (value instanceof PropertyMap map) {
            return map.values;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PropertyMap::unwrap).toList();
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        return value;
    }
}
