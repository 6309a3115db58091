package dev.slipway.policies.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes to the inputs of a resource: property paths and the values to set there.
 *
 * @param values by path, such as {@code imageScanningConfiguration.scanOnPush}; objects on the way are made when missing
 */
public record Edits(Map<String, Value> values) {
    public Edits {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Sets a text. */
    public static Edits set(String path, String value) {
        return new Edits(Map.of(path, new Value.Text(value)));
    }

    /** Sets a boolean. */
    public static Edits set(String path, boolean value) {
        return new Edits(Map.of(path, new Value.Flag(value)));
    }

    /** Sets a number. */
    public static Edits set(String path, double value) {
        return new Edits(Map.of(path, new Value.Numeric(value)));
    }

    /** Takes a property away. */
    public static Edits remove(String path) {
        return new Edits(Map.of(path, Value.MISSING));
    }

    /** These changes and those. */
    public Edits and(Edits others) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        all.putAll(others.values());
        return new Edits(all);
    }
}
