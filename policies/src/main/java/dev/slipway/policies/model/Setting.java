package dev.slipway.policies.model;

import dev.slipway.policies.model.Value.Flag;
import dev.slipway.policies.model.Value.Items;
import dev.slipway.policies.model.Value.Numeric;
import dev.slipway.policies.model.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One setting of a rule: its name in the configuration, its default, and what it accepts.
 *
 * @param <T> what the rule reads
 */
public final class Setting<T> {
    private final String name;
    private final T whenMissing;
    private final Map<String, Object> schema;
    private final Function<Value, T> reader;

    private Setting(String name, T whenMissing, Map<String, Object> schema, Function<Value, T> reader) {
        if (!name.matches("[a-z][A-Za-z0-9]*") || name.equals("enforcementLevel") || name.equals("suppressions")) {
            throw new IllegalArgumentException("got the setting name \"" + name
                    + "\", expected camel case, and neither enforcementLevel nor suppressions");
        }
        this.name = name;
        this.whenMissing = whenMissing;
        this.schema = schema;
        this.reader = reader;
    }

    /** A whole number, both bounds allowed. */
    public static Setting<Integer> integer(String name, int whenMissing, int least, int most, String description) {
        String expected = "expected a whole number from " + least + " to " + most;
        Map<String, Object> schema = schema("integer", whenMissing, description);
        schema.put("minimum", least);
        schema.put("maximum", most);
        return new Setting<>(name, whenMissing, schema, value -> {
            if (value instanceof Numeric number
                    && number.value() == Math.rint(number.value())
                    && number.value() >= least
                    && number.value() <= most) {
                return (int) number.value();
            }
            throw unfit(value, expected);
        });
    }

    /** True or false. */
    public static Setting<Boolean> flag(String name, boolean whenMissing, String description) {
        return new Setting<>(name, whenMissing, schema("boolean", whenMissing, description), value -> {
            if (value instanceof Flag flag) {
                return flag.value();
            }
            throw unfit(value, "expected true or false");
        });
    }

    /** One of these texts; the first is the default. */
    public static Setting<String> choice(String name, List<String> allowed, String description) {
        Map<String, Object> schema = schema("string", allowed.get(0), description);
        schema.put("enum", allowed);
        return new Setting<>(name, allowed.get(0), schema, value -> {
            if (value instanceof Text text && allowed.contains(text.value())) {
                return text.value();
            }
            throw unfit(value, "expected one of " + String.join(", ", allowed));
        });
    }

    /** Any text. */
    public static Setting<String> text(String name, String whenMissing, String description) {
        return new Setting<>(name, whenMissing, schema("string", whenMissing, description), Setting::asText);
    }

    /** A list whose members a vocabulary knows. */
    public static Setting<List<String>> list(
            String name, List<String> whenMissing, Vocabulary vocabulary, String description) {
        Map<String, Object> schema = schema("array", whenMissing, description);
        schema.put("items", vocabulary.schema());
        return new Setting<>(name, List.copyOf(whenMissing), schema, value -> {
            if (!(value instanceof Items items)) {
                throw unfit(value, "expected a list of texts");
            }
            List<String> members = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            for (Value item : items.values()) {
                try {
                    members.add(vocabulary.read(asText(item)));
                } catch (IllegalArgumentException e) {
                    problems.add(e.getMessage());
                }
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
            return List.copyOf(members);
        });
    }

    private static String asText(Value value) {
        if (value instanceof Text text) {
            return text.value();
        }
        throw unfit(value, "expected a text");
    }

    private static IllegalArgumentException unfit(Value got, String expected) {
        return new IllegalArgumentException("got " + JsonValues.write(got) + ", " + expected);
    }

    private static Map<String, Object> schema(String type, Object whenMissing, String description) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("description", description);
        schema.put("default", whenMissing);
        return schema;
    }

    /** The name in the configuration, in camel case. */
    public String name() {
        return name;
    }

    /** What the rule reads when the configuration says nothing. */
    public T whenMissing() {
        return whenMissing;
    }

    /** The JSON schema of the value: texts, numbers, booleans, lists and maps. */
    public Map<String, Object> schema() {
        return Map.copyOf(schema);
    }

    /** What the setting is for. */
    public String description() {
        return String.valueOf(schema.get("description"));
    }

    /**
     * Reads a configured value.
     *
     * @throws IllegalArgumentException that says what was got and what is expected
     */
    public T read(Value value) {
        return reader.apply(value);
    }
}
