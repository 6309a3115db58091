package dev.slipway.local.provider.resource;

import dev.slipway.local.provider.property.Secret;
import dev.slipway.local.provider.property.Unknown;
import dev.slipway.local.provider.property.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What differs between what is and what shall be, property by property. */
public final class Differ {
    private final ResourceType type;
    private final Map<String, Kind> differences = new TreeMap<>();

    private Differ(ResourceType type) {
        this.type = type;
    }

    /** How one property differs. */
    public record Kind(How how, boolean replaces) {}

    /** The three ways to differ. */
    public enum How {
        ADD,
        DELETE,
        UPDATE
    }

    /** The differences by path, in stable order. */
    public static Map<String, Kind> diff(
            ResourceType type,
            Map<String, Object> oldInputs,
            Map<String, Object> state,
            Map<String, Object> newInputs,
            Map<String, String> defaultTags) {
        Differ differ = new Differ(type);
        for (String name : names(oldInputs, newInputs)) {
            Object before = oldInputs.get(name);
            Object after = newInputs.get(name);
            // A default of a newer plugin, or a value that was imported: the state tells whether it is a change.
            differ.compare(List.of(name), before == null && after != null ? state.get(name) : before, after);
        }
        Object tagsAll = state.get(Tags.ALL);
        Object wanted = Tags.all(defaultTags, newInputs.get(Tags.OWN));
        if (tagsAll != null && differ.differences.keySet().stream().noneMatch(path -> path.startsWith(Tags.OWN))) {
            differ.compare(List.of(Tags.ALL), tagsAll, wanted);
        }
        return differ.differences;
    }

    private void compare(List<String> path, @Nullable Object wrappedBefore, @Nullable Object wrappedAfter) {
        Object before = unwrap(wrappedBefore);
        Object after = unwrap(wrappedAfter);
        if (before == null || after == null) {
            boolean bothUnset = Values.isUnset(before) && Values.isUnset(after);
            if (bothUnset || (after == null && type.isComputed(path))) {
                return;
            }
            add(path, before == null ? How.ADD : How.DELETE);
        } else if (after == Unknown.VALUE) {
            add(path, How.UPDATE);
        } else {
            BiPredicate<Object, Object> sameness = type.sameness(path);
            if (sameness != null && !Values.hasUnknown(after)) {
                if (!sameness.test(Values.plain(before), Values.plain(after))) {
                    add(path, How.UPDATE);
                }
            } else if (before instanceof Map<?, ?> left && after instanceof Map<?, ?> right) {
                for (String name : names(left, right)) {
                    compare(Paths.child(path, name), left.get(name), right.get(name));
                }
            } else if (before instanceof List<?> left && after instanceof List<?> right) {
                for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                    compareElement(
                            Paths.child(path, String.valueOf(i)),
                            i < left.size() ? left.get(i) : null,
                            i < right.size() ? right.get(i) : null);
                }
            } else if (!equalScalars(before, after)) {
                add(path, How.UPDATE);
            }
        }
    }

    // An element more or less is a change even if all its members are unset.
    private void compareElement(List<String> path, @Nullable Object before, @Nullable Object after) {
        if (before == null || after == null) {
            add(path, before == null ? How.ADD : How.DELETE);
        } else {
            compare(path, before, after);
        }
    }

    private void add(List<String> path, How how) {
        boolean replaces = type.isReplacedBy(path) || (how != How.UPDATE && type.isReplacedByPresence(path));
        differences.put(Paths.show(path), new Kind(how, replaces));
    }

    static boolean equalScalars(Object before, Object after) {
        if (before instanceof Number left && after instanceof Number right) {
            return left.doubleValue() == right.doubleValue();
        }
        return before.equals(after);
    }

    private static @Nullable Object unwrap(@Nullable Object value) {
        return value instanceof Secret secret ? secret.content() : value;
    }

    private static Set<String> names(Map<?, ?> left, Map<?, ?> right) {
        TreeSet<String> names = new TreeSet<>();
        left.keySet().forEach(name -> names.add((String) name));
        right.keySet().forEach(name -> names.add((String) name));
        names.remove(Values.DEFAULTS);
        return names;
    }
}
