package dev.slipway.local.provider.property;

import com.google.protobuf.Struct;
import com.pulumi.provider.internal.properties.PropertyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Between the engine's encoding of properties and plain Java values: {@code String}, {@code Boolean}, {@code Long},
 * {@code Double}, {@code List}, {@code Map}, {@link Secret}, {@link Unknown} and {@link Foreign}. Nulls are dropped:
 * to the engine a null property and a missing one are the same.
 */
public final class Wire {
    private Wire() {}

    /** Decodes a property bag; keys are sorted so that everything derived from it is in stable order. */
    public static Map<String, Object> decode(Struct struct) {
        return decodeObject(PropertyValue.unmarshalProperties(struct));
    }

    /** Encodes a property bag. */
    public static Struct encode(Map<String, ?> values) {
        Map<String, PropertyValue> encoded = new LinkedHashMap<>();
        values.forEach((name, value) -> encoded.put(name, encodeValue(value)));
        return PropertyValue.marshalProperties(encoded);
    }

    private static Map<String, Object> decodeObject(Map<String, PropertyValue> object) {
        Map<String, Object> decoded = new TreeMap<>();
        object.forEach((name, value) -> {
            if (!value.isNull()) {
                decoded.put(name, decodeValue(value));
            }
        });
        return decoded;
    }

    private static Object decodeValue(PropertyValue value) {
        return switch (value.getType()) {
            case BOOL -> value.getBooleanValue();
            case NUMBER -> number(value.getNumberValue());
            case STRING -> value.getStringValue();
            case ARRAY -> decodeList(value.getArrayValue());
            case OBJECT -> decodeObject(value.getObjectValue());
            case SECRET -> Values.secret(decodeValue(value.getSecretValue()));
            case COMPUTED -> Unknown.VALUE;
            default -> new Foreign(value);
        };
    }

    private static List<Object> decodeList(List<PropertyValue> values) {
        List<Object> list = new ArrayList<>();
        for (PropertyValue element : values) {
            // An index must not shift, so a null stays as what AWS takes for "not set".
            list.add(element.isNull() ? "" : decodeValue(element));
        }
        return list;
    }

    private static Object number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return (long) number;
        }
        return number;
    }

    private static PropertyValue encodeValue(Object value) {
        if (value instanceof Boolean flag) {
            return PropertyValue.of(flag);
        }
        if (value instanceof Number number) {
            return PropertyValue.of(number.doubleValue());
        }
        if (value instanceof String text) {
            return PropertyValue.of(text);
        }
        if (value instanceof List<?> list) {
            return PropertyValue.of(list.stream().map(Wire::encodeValue).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, PropertyValue> encoded = new LinkedHashMap<>();
            map.forEach((name, element) -> encoded.put((String) name, encodeValue(element)));
            return PropertyValue.of(encoded);
        }
        if (value instanceof Secret secret) {
            return PropertyValue.ofSecret(encodeValue(secret.content()));
        }
        if (value == Unknown.VALUE) {
            return PropertyValue.COMPUTED;
        }
        if (value instanceof Foreign foreign) {
            return foreign.value();
        }
        throw new IllegalArgumentException("got a value of " + value.getClass().getName()
                + ", expected text, number, boolean, list, map, secret or unknown");
    }
}
