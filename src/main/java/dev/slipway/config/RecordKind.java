package dev.slipway.config;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping with known settings, read into a record; each component's {@link Setting} says what is allowed. */
final class RecordKind implements Kind {
    private final Class<? extends Record> type;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<Method> rules;

    RecordKind(Class<? extends Record> type) {
        this.type = type;
        for (var component : type.getRecordComponents()) {
            var setting = component.getAnnotation(Setting.class);
            if (setting == null) {
                throw new IllegalStateException(
                        "%s.%s has no @Setting".formatted(type.getSimpleName(), component.getName()));
            }
            settings.put(component.getName(), setting);
            kinds.put(component.getName(), Kinds.of(component, setting));
        }
        this.rules = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Rule.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        rules.forEach(rule -> rule.setAccessible(true));
    }

    Map<String, Kind> kinds() {
        return kinds;
    }

    Map<String, Setting> settings() {
        return settings;
    }

    /** Checks what is set, without asking for what is required: the rest may be set elsewhere. */
    void check(Node node, Problems problems) {
        if (!isMapping(node, problems)) {
            return;
        }
        kinds.forEach((name, kind) -> {
            var member = node.member(name);
            if (member.isAbsent() || SecureValue.isRefused(member, problems)) {
                return;
            }
            if (kind instanceof RecordKind record) {
                record.check(member, problems);
            } else {
                kind.read(member, problems);
            }
        });
    }

    @Override
    public @Nullable Object read(Node node, Problems problems) {
        return reading(node, problems).whole().orElse(null);
    }

    /** Reads what can be read, and checks together what was read. */
    Reading reading(Node node, Problems problems) {
        var before = problems.count();
        var reading = new Reading(node);
        if (!isMapping(node, problems)) {
            kinds.keySet().forEach(reading::wrong);
            return reading;
        }
        kinds.forEach((name, kind) -> component(name, kind, node, reading, problems));
        rules.forEach(rule -> check(rule, reading, problems));
        if (problems.count() == before) {
            reading.whole(make(reading));
        }
        return reading;
    }

    private boolean isMapping(Node node, Problems problems) {
        if (!node.isMapping() && !node.isAbsent()) {
            problems.add(
                    node.path(),
                    "got %s, expected a mapping with %s".formatted(node.shown(), String.join(", ", kinds.keySet())));
            return false;
        }
        node.members().forEach((name, member) -> {
            if (!kinds.containsKey(name)) {
                problems.add(
                        member.path(),
                        "got an unknown setting, expected one of %s%s"
                                .formatted(String.join(", ", kinds.keySet()), Nearest.hint(name, kinds.keySet())));
            }
        });
        return true;
    }

    private void component(String name, Kind kind, Node node, Reading reading, Problems problems) {
        var member = node.member(name);
        var setting = setting(name);
        if (SecureValue.isRefused(member, problems)) {
            reading.wrong(name);
            return;
        }
        if (member.isAbsent() && setting.required()) {
            problems.add(
                    member.path(), "is missing; set it here or in slipway:defaults: %s".formatted(setting.value()));
            reading.wrong(name);
            return;
        }
        if (member.isAbsent() && setting.standard().isEmpty()) {
            return;
        }
        var set = member.isAbsent() ? Node.of(member.path(), JsonParser.parseString(setting.standard())) : member;
        if (kind instanceof RecordKind record) {
            reading.part(name, record.reading(set, problems));
            return;
        }
        var value = kind.read(set, problems);
        if (value == null) {
            reading.wrong(name);
        } else {
            reading.right(name, value);
        }
    }

    private void check(Method rule, Reading reading, Problems problems) {
        var settings = rule.getAnnotation(Rule.class).value();
        if (!Arrays.stream(settings).allMatch(reading::isRight)) {
            return;
        }
        try {
            rule.invoke(null, Arrays.stream(settings).map(reading::value).toArray());
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException wrong)) {
                throw new IllegalStateException("cannot check " + rule, e);
            }
            problems.add(settings.length == 1 ? reading.node(settings[0]).path() : reading.path(), wrong);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot check " + rule, e);
        }
    }

    private Setting setting(String name) {
        var setting = settings.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("got \"%s\", expected one of %s".formatted(name, settings.keySet()));
        }
        return setting;
    }

    private Record make(Reading reading) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(
                    kinds.keySet().stream().map(reading::value).toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
        }
    }

    @Override
    public JsonObject schema() {
        var properties = new JsonObject();
        kinds.forEach((name, kind) -> {
            var setting = setting(name);
            var property = OrNull.of(kind.schema());
            property.addProperty("description", describe(setting));
            if (!setting.standard().isEmpty() && !(kind instanceof RecordKind)) {
                property.add("default", JsonParser.parseString(setting.standard()));
            }
            properties.add(name, property);
        });
        var schema = new JsonObject();
        schema.addProperty("type", "object");
        schema.addProperty("additionalProperties", false);
        schema.add("properties", properties);
        return schema;
    }

    static String describe(Setting setting) {
        return setting.see().isEmpty() ? setting.value() : setting.value() + " " + setting.see();
    }
}
