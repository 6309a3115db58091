package dev.slipway.local.cloud.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A shape of a service model.
 *
 * @param name its name in the model
 * @param type structure, list, map, string, integer, long, double, float, boolean, timestamp or blob
 * @param members of a structure: the shape's name by member name
 * @param required of a structure: the members that must be there
 * @param element of a list or map: the name of the shape of its elements or values
 * @param key of a map: the name of the shape of its keys
 * @param values of an enum: what is allowed
 * @param pattern of a string: what the whole of it must match
 * @param min least length, size or value
 * @param max greatest length, size or value
 * @param sensitive whether errors must not repeat the value
 */
public record Shape(
        String name,
        String type,
        Map<String, String> members,
        Set<String> required,
        @Nullable String element,
        @Nullable String key,
        Set<String> values,
        @Nullable Pattern pattern,
        @Nullable Double min,
        @Nullable Double max,
        boolean sensitive) {
    /** The pattern, if the model has one. */
    public Optional<Pattern> patternIfAny() {
        return Optional.ofNullable(pattern);
    }
}
