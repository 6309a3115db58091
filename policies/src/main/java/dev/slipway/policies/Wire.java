package dev.slipway.policies;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import dev.slipway.policies.model.JsonValues;
import dev.slipway.policies.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pulumi's encoding of property values.
 *
 * @see <a href="https://github.com/pulumi/pulumi/blob/v3.185.0/sdk/go/common/resource/plugin/rpc.go">the engine's side</a>
 */
public final class Wire {
    /** The field that marks an object as something other than an object. */
    public static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
    /** The mark of a secret. */
    public static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    /** The mark of an output value. */
    public static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /** What the engine sends for an unknown string, boolean, number, list, asset, archive and object. */
    private static final Set<String> UNKNOWNS = Set.of(
            JsonValues.UNKNOWN_TEXT,
            "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
            "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
            "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
            "030794c1-ac77-496b-92df-f27374a8bd58",
            "e48ece36-62e2-4504-bad9-02848725956a",
            "dd056dcd-154b-4c76-9bd3-c8f88648b5ff");

    private Wire() {}

    /** The properties of a resource. */
    public static Value.Fields fields(Struct struct) {
        Map<String, Value> fields = new LinkedHashMap<>();
        struct.getFieldsMap().forEach((name, value) -> fields.put(name, value(value)));
        return new Value.Fields(fields);
    }

    static Value value(com.google.protobuf.Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE ->
                UNKNOWNS.contains(value.getStringValue()) ? Value.UNKNOWN : new Value.Text(value.getStringValue());
            case NUMBER_VALUE -> new Value.Numeric(value.getNumberValue());
            case BOOL_VALUE -> new Value.Flag(value.getBoolValue());
            case LIST_VALUE -> items(value.getListValue());
            case STRUCT_VALUE -> object(value.getStructValue());
            case NULL_VALUE, KIND_NOT_SET -> Value.MISSING;
        };
    }

    private static Value items(ListValue list) {
        List<Value> items = new ArrayList<>(list.getValuesCount());
        list.getValuesList().forEach(item -> items.add(value(item)));
        return new Value.Items(items);
    }

    private static Value object(Struct struct) {
        return switch (signature(struct)) {
            case SECRET -> new Value.Secret(value(struct.getFieldsOrDefault("value", ofNull())));
            case OUTPUT -> output(struct);
            default -> fields(struct);
        };
    }

    private static Value output(Struct struct) {
        Value inner = struct.containsFields("value") ? value(struct.getFieldsOrThrow("value")) : Value.UNKNOWN;
        boolean secret = struct.getFieldsOrDefault("secret", ofNull()).getBoolValue();
        return secret ? new Value.Secret(inner) : inner;
    }

    static String signature(Struct struct) {
        return struct.getFieldsOrDefault(SIGNATURE, ofNull()).getStringValue();
    }

    private static com.google.protobuf.Value ofNull() {
        return com.google.protobuf.Value.getDefaultInstance();
    }

    /** A value as the engine encodes it. */
    public static com.google.protobuf.Value encode(Value value) {
        com.google.protobuf.Value.Builder encoded = com.google.protobuf.Value.newBuilder();
        if (value instanceof Value.Text text) {
            encoded.setStringValue(text.value());
        } else if (value instanceof Value.Numeric number) {
            encoded.setNumberValue(number.value());
        } else if (value instanceof Value.Flag flag) {
            encoded.setBoolValue(flag.value());
        } else if (value instanceof Value.Items items) {
            ListValue.Builder list = ListValue.newBuilder();
            items.values().forEach(item -> list.addValues(encode(item)));
            encoded.setListValue(list);
        } else if (value instanceof Value.Fields fields) {
            encoded.setStructValue(encode(fields));
        } else if (value instanceof Value.Unknown) {
            encoded.setStringValue(JsonValues.UNKNOWN_TEXT);
        } else if (value instanceof Value.Secret secret) {
            encoded.setStructValue(Struct.newBuilder()
                    .putFields(SIGNATURE, encode(new Value.Text(SECRET)))
                    .putFields("value", encode(secret.value())));
        } else {
            encoded.setNullValueValue(0);
        }
        return encoded.build();
    }

    /** An object as the engine encodes it. */
    public static Struct encode(Value.Fields fields) {
        Struct.Builder struct = Struct.newBuilder();
        fields.values().forEach((name, value) -> struct.putFields(name, encode(value)));
        return struct.build();
    }

    /** A JSON schema, given as maps, lists, texts, numbers and booleans. */
    static com.google.protobuf.Value encodeSchema(Object schema) {
        return encode(plain(schema));
    }

    private static Value plain(Object schema) {
        if (schema instanceof Map<?, ?> map) {
            Map<String, Value> fields = new LinkedHashMap<>();
            map.forEach((name, value) -> fields.put(String.valueOf(name), plain(value)));
            return new Value.Fields(fields);
        }
        if (schema instanceof List<?> list) {
            return new Value.Items(list.stream().map(Wire::plain).toList());
        }
        if (schema instanceof Number number) {
            return new Value.Numeric(number.doubleValue());
        }
        return schema instanceof Boolean flag ? new Value.Flag(flag) : new Value.Text(String.valueOf(schema));
    }
}
