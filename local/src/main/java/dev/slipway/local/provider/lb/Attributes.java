package dev.slipway.local.provider.lb;

import dev.slipway.local.provider.property.PropertyMap;
import java.util.Map;
import java.util.TreeMap;

/** Attributes: key and value texts in AWS, typed properties in Pulumi. Only those are written that a program gives. */
final class Attributes {
    private Attributes() {}

    /** What a program asks for, by AWS's key. */
    static Map<String, String> write(Map<String, String> keys, PropertyMap inputs) {
        Map<String, String> attributes = new TreeMap<>();
        keys.forEach((property, key) -> {
            String value = inputs.text(property);
            if (value != null) {
                attributes.put(key, value);
            }
        });
        return attributes;
    }

    /** Properties from AWS's texts; what is a number or a boolean in Pulumi becomes one. */
    static PropertyMap read(Map<String, String> keys, Map<String, String> attributes) {
        PropertyMap read = PropertyMap.EMPTY;
        for (Map.Entry<String, String> key : keys.entrySet()) {
            String value = attributes.get(key.getValue());
            if (value != null) {
                read = read.with(key.getKey(), typed(value));
            }
        }
        return read;
    }

    private static Object typed(String value) {
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        return value.matches("-?\\d{1,9}") ? Long.valueOf(value) : value;
    }
}
