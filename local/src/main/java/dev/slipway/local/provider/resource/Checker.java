package dev.slipway.local.provider.resource;

import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.property.Secret;
import dev.slipway.local.provider.property.Unknown;
import dev.slipway.local.provider.property.Values;
import dev.slipway.local.provider.schema.Problem;
import dev.slipway.local.provider.schema.TypeCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks the inputs of a resource and fills in what the official plugin fills in; all problems are found at once. */
public final class Checker {
    private final ResourceHandler handler;
    private final ResourceType type;
    private final List<Problem> problems = new ArrayList<>();

    /** For one resource. */
    public Checker(ResourceHandler handler) {
        this.handler = handler;
        this.type = handler.type();
    }

    /** What came of it: the inputs to go on with, and the problems; with problems, the inputs mean nothing. */
    public record Result(Map<String, Object> inputs, List<Problem> problems) {}

    /** Checks the new inputs; the old ones are there to keep a generated name. */
    public Result check(Naming naming, Map<String, Object> oldInputs, Map<String, Object> newInputs) {
        TypeCheck types = new TypeCheck();
        Map<String, Object> inputs = types.object(newInputs, type.shape(), "");
        problems.addAll(types.problems());
        for (String name : type.unsupported()) {
            if (!Values.isUnset(inputs.get(name))) {
                report(name, "the offline aws plugin does not offer this property; leave it out on this stack");
            }
        }
        for (Set<String> group : type.conflicts()) {
            List<String> given = group.stream().filter(inputs::containsKey).toList();
            if (given.size() > 1) {
                report(given.get(1), "got both " + String.join(" and ", given) + ", expected at most one of them");
            }
        }
        for (Set<String> group : type.choices()) {
            if (group.stream().noneMatch(inputs::containsKey)) {
                report(group.iterator().next(), "got none of " + String.join(", ", group) + ", expected one of them");
            }
        }
        if (problems.isEmpty()) {
            defaults(inputs);
            name(inputs, naming, oldInputs);
            conditions(List.of(), inputs);
            handler.check(new PropertyMap(known(inputs)), this::report);
        }
        return new Result(inputs, List.copyOf(problems));
    }

    private void defaults(Map<String, Object> inputs) {
        type.defaults().forEach((path, value) -> fill(inputs, List.of(path.split("\\.")), value));
    }

    private static void fill(Object target, List<String> path, Object value) {
        if (target instanceof Secret secret) {
            fill(secret.content(), path, value);
        } else if (target instanceof List<?> list && path.get(0).equals("*")) {
            list.forEach(element -> fill(element, path.subList(1, path.size()), value));
        } else if (target instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // every map here was made by TypeCheck
            Map<String, Object> object = (Map<String, Object>) map;
            if (path.size() > 1) {
                Object next = object.get(path.get(0));
                if (next != null) {
                    fill(next, path.subList(1, path.size()), value);
                }
            } else if (object.putIfAbsent(path.get(0), value) == null) {
                noteDefault(object, path.get(0));
            }
        }
    }

    private void name(Map<String, Object> inputs, Naming naming, Map<String, Object> oldInputs) {
        AutoName autoName = type.autoName();
        if (autoName == null || inputs.containsKey(autoName.property())) {
            return;
        }
        String property = autoName.property();
        try {
            Object old = oldInputs.get(property);
            Object prefix = inputs.get(property + "Prefix");
            boolean samePrefix = java.util.Objects.equals(prefix, oldInputs.get(property + "Prefix"));
            if (old != null && samePrefix && isDefault(oldInputs, property)) {
                inputs.put(property, old);
            } else if (prefix == Unknown.VALUE) {
                inputs.put(property, Unknown.VALUE);
            } else if (prefix != null) {
                inputs.put(property, naming.afterPrefix(Values.plain(prefix).toString()));
            } else {
                inputs.put(property, naming.name(autoName));
            }
            noteDefault(inputs, property);
        } catch (IllegalArgumentException e) {
            report(property, String.valueOf(e.getMessage()));
        }
    }

    static boolean isDefault(Map<String, Object> inputs, String property) {
        return inputs.get(Values.DEFAULTS) instanceof List<?> names && names.contains(property);
    }

    private static void noteDefault(Map<String, Object> object, String name) {
        Set<String> names = new TreeSet<>();
        if (object.get(Values.DEFAULTS) instanceof List<?> before) {
            before.forEach(each -> names.add(each.toString()));
        }
        names.add(name);
        object.put(Values.DEFAULTS, new ArrayList<>(names));
    }

    private void conditions(List<String> path, Object value) {
        if (value instanceof Secret secret) {
            conditions(path, secret.content());
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> {
                if (!Values.DEFAULTS.equals(name)) {
                    conditions(Paths.child(path, (String) name), member);
                }
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                conditions(Paths.child(path, String.valueOf(i)), list.get(i));
            }
        } else if (value != Unknown.VALUE) {
            for (Allowed condition : type.allowed(path)) {
                String problem = condition.problem(value);
                if (problem != null) {
                    report(Paths.show(path), "got " + quoted(value, path) + ", " + problem);
                }
            }
        }
    }

    private static String quoted(Object value, List<String> path) {
        String text = value.toString();
        return path.stream().anyMatch(name -> name.contains("ecret"))
                ? "a value"
                : "\"" + (text.length() > 200 ? text.substring(0, 200) + "..." : text) + "\"";
    }

    private static Map<String, Object> known(Map<String, Object> inputs) {
        Map<String, Object> known = new TreeMap<>();
        inputs.forEach((name, value) -> {
            if (!Values.hasUnknown(value)) {
                known.put(name, value);
            }
        });
        return known;
    }

    private void report(String property, String reason) {
        problems.add(new Problem(property, reason));
    }
}
