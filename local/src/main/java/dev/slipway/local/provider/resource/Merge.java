package dev.slipway.local.provider.resource;

import dev.slipway.local.provider.property.Values;
import dev.slipway.local.provider.schema.PropertyType;
import dev.slipway.local.provider.schema.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what a program asked for and what AWS says. Where both mean the same, the program's form stays, so
 * that neither a preview nor a refresh shows a difference that is none; anything else is drift and is shown.
 */
final class Merge {
    private final ResourceType type;

    Merge(ResourceType type) {
        this.type = type;
    }

    /** The outputs: AWS's answer in the program's form. */
    Map<String, Object> outputs(Map<String, Object> inputs, Map<String, Object> actual) {
        Map<String, Object> outputs = new TreeMap<>(actual);
        type.shape().properties().keySet().forEach(name -> {
            Object asked = plainOrNull(inputs.get(name));
            Object found = actual.get(name);
            if (asked != null && found != null) {
                if (fits(List.of(name), asked, found)) {
                    outputs.put(name, overlay(List.of(name), asked, found));
                }
            } else if (asked != null && (type.notReadable().contains(name) || Values.isUnset(asked))) {
                outputs.put(name, asked);
            }
        });
        outputs.keySet().retainAll(type.outputs());
        return outputs;
    }

    /** The inputs after a refresh: unchanged where AWS has what they ask for. */
    Map<String, Object> refreshedInputs(Map<String, Object> inputs, Map<String, Object> actual) {
        Map<String, Object> refreshed = new TreeMap<>(inputs);
        for (Map.Entry<String, Shape.Property> entry : type.shape().properties().entrySet()) {
            String name = entry.getKey();
            PropertyType shaped = entry.getValue().type();
            Object asked = plainOrNull(inputs.get(name));
            Object found = actual.get(name);
            if (type.notReadable().contains(name) || type.unsupported().contains(name)) {
                continue;
            }
            if (asked == null) {
                // A program's inputs have their defaults; an import's leave them out, and they are no drift there.
                if (found != null
                        && !Values.isUnset(found)
                        && !type.isComputed(name)
                        && !found.equals(type.defaults().get(name))) {
                    refreshed.put(name, clean(List.of(name), found, shaped));
                }
            } else if (found == null) {
                if (!Values.isUnset(asked)) {
                    refreshed.remove(name);
                }
            } else if (!fits(List.of(name), asked, found)) {
                refreshed.put(name, Values.markLike(clean(List.of(name), found, shaped), inputs.get(name)));
            }
        }
        return refreshed;
    }

    /** The inputs of an import: what a program has to say to get this resource. */
    Map<String, Object> importedInputs(Map<String, Object> actual) {
        Map<String, Object> imported = new TreeMap<>();
        AutoName autoName = type.autoName();
        type.shape().properties().forEach((name, property) -> {
            Object found = actual.get(name);
            boolean named = autoName != null && autoName.property().equals(name);
            if (found != null
                    && !type.notReadable().contains(name)
                    && !type.unsupported().contains(name)
                    && !found.equals(type.defaults().get(name))
                    && (property.required()
                            || named
                            || type.defaults().containsKey(name)
                            || (!Values.isUnset(found) && isChoice(name))
                            || (!Values.isUnset(found) && !type.isComputed(name)))) {
                imported.put(name, onlyShape(clean(List.of(name), found, property.type()), property.type()));
            }
        });
        return imported;
    }

    private boolean fits(List<String> path, Object asked, Object found) {
        BiPredicate<Object, Object> sameness = type.sameness(path);
        if (sameness != null && sameness.test(asked, found)) {
            return true;
        }
        if (asked instanceof Map<?, ?> left && found instanceof Map<?, ?> right) {
            return left.entrySet().stream().allMatch(entry -> fitsMember(path, entry, right))
                    && right.entrySet().stream()
                            .allMatch(entry -> left.containsKey(entry.getKey())
                                    || Values.isUnset(entry.getValue())
                                    || type.isComputed(Paths.child(path, (String) entry.getKey())));
        }
        if (asked instanceof List<?> left && found instanceof List<?> right) {
            return left.size() == right.size()
                    && (sameness != null ? fitsAsSet(path, left, right) : fitsInOrder(path, left, right));
        }
        return Differ.equalScalars(asked, found);
    }

    private boolean fitsMember(List<String> path, Map.Entry<?, ?> asked, Map<?, ?> found) {
        Object other = found.get(asked.getKey());
        Object value = asked.getValue();
        return other == null
                ? Values.isUnset(value)
                : value != null && fits(Paths.child(path, (String) asked.getKey()), value, other);
    }

    private boolean fitsInOrder(List<String> path, List<?> asked, List<?> found) {
        for (int i = 0; i < asked.size(); i++) {
            if (!fits(Paths.child(path, String.valueOf(i)), asked.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean fitsAsSet(List<String> path, List<?> asked, List<?> found) {
        List<Object> rest = new ArrayList<>(found);
        for (Object element : asked) {
            int match = -1;
            for (int i = 0; i < rest.size() && match < 0; i++) {
                if (fits(Paths.child(path, "0"), element, rest.get(i))) {
                    match = i;
                }
            }
            if (match < 0) {
                return false;
            }
            rest.remove(match);
        }
        return true;
    }

    private Object overlay(List<String> path, Object asked, Object found) {
        if (asked instanceof Map<?, ?> left && found instanceof Map<?, ?> right) {
            Map<String, Object> both = new TreeMap<>();
            right.forEach((name, member) -> {
                if (left.containsKey(name) || !Values.isUnset(member)) {
                    both.put((String) name, member);
                }
            });
            left.forEach((name, member) -> {
                Object other = right.get(name);
                both.put(
                        (String) name,
                        other == null ? member : overlay(Paths.child(path, (String) name), member, other));
            });
            return both;
        }
        if (type.sameness(path) == null && asked instanceof List<?> left && found instanceof List<?> right) {
            List<Object> both = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                both.add(overlay(Paths.child(path, String.valueOf(i)), left.get(i), right.get(i)));
            }
            return both;
        }
        return asked;
    }

    // What is not set needs no words in a program, unless the property is required there.
    private Object clean(List<String> path, Object found, PropertyType type) {
        if (found instanceof Map<?, ?> map) {
            Map<String, Object> cleaned = new TreeMap<>();
            map.forEach((name, member) -> {
                List<String> child = Paths.child(path, (String) name);
                Shape.@Nullable Property property = type instanceof PropertyType.ObjectOf object
                        ? object.shape().properties().get((String) name)
                        : null;
                boolean required = property != null && property.required();
                if (required || (!Values.isUnset(member) && !this.type.isComputed(child))) {
                    cleaned.put(
                            (String) name,
                            clean(child, member, property == null ? new PropertyType.Any() : property.type()));
                }
            });
            return cleaned;
        }
        if (found instanceof List<?> list) {
            PropertyType element =
                    type instanceof PropertyType.ListOf elements ? elements.element() : new PropertyType.Any();
            List<Object> cleaned = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                cleaned.add(clean(Paths.child(path, String.valueOf(i)), list.get(i), element));
            }
            return cleaned;
        }
        return found;
    }

    // Nested outputs that are no inputs would fail the check of the next preview.
    private static Object onlyShape(Object value, PropertyType type) {
        if (type instanceof PropertyType.ObjectOf object && value instanceof Map<?, ?> map) {
            Shape shape = object.shape();
            Map<String, Object> kept = new TreeMap<>();
            map.forEach((name, member) -> {
                Shape.Property property = shape.properties().get((String) name);
                if (property != null) {
                    kept.put((String) name, onlyShape(member, property.type()));
                }
            });
            return kept;
        }
        if (type instanceof PropertyType.ListOf elements && value instanceof List<?> list) {
            return list.stream()
                    .map(element -> onlyShape(element, elements.element()))
                    .toList();
        }
        return value;
    }

    private boolean isChoice(String name) {
        return type.choices().stream().anyMatch(group -> group.contains(name));
    }

    private static @Nullable Object plainOrNull(@Nullable Object value) {
        return value == null ? null : Values.plain(value);
    }
}
