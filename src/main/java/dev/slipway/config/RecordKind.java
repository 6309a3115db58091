package dev.slipway.config;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping with known settings, read into a record; each component's {@link Setting} says what is allowed. */
final class RecordKind implements Kind {
    private final Class<? extends Record> type;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final Map<String, Setting> settings = new LinkedHashMap<>();

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
            if (member.isAbsent()) {
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
        var before = problems.count();
        if (!isMapping(node, problems)) {
            return null;
        }
        var values = kinds.entrySet().stream()
                .map(entry -> component(entry.getKey(), entry.getValue(), node, problems))
                .toArray();
        return problems.count() == before ? make(values, node, problems) : null;
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

    private @Nullable Object component(String name, Kind kind, Node node, Problems problems) {
        var member = node.member(name);
        var setting = setting(name);
        if (!member.isAbsent()) {
            return kind.read(member, problems);
        }
        if (setting.required()) {
            problems.add(
                    member.path(), "is missing; set it here or in slipway:defaults: %s".formatted(setting.value()));
            return null;
        }
        if (!setting.standard().isEmpty()) {
            return kind.read(Node.of(member.path(), JsonParser.parseString(setting.standard())), problems);
        }
        return null;
    }

    private Setting setting(String name) {
        var setting = settings.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("got \"%s\", expected one of %s".formatted(name, settings.keySet()));
        }
        return setting;
    }

    private @Nullable Object make(@Nullable Object[] values, Node node, Problems problems) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                problems.add(node.path(), wrong);
                return null;
            }
            throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
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
