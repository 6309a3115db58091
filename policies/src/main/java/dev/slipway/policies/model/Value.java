package dev.slipway.policies.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value of a property as the engine sends it: JSON's kinds, and besides them what only Pulumi knows, unknown and secret.
 *
 * <p>Rules read values through {@link Property}; this type is for code that makes values.
 */
public sealed interface Value {

    /** A value that is not there, or is null: Pulumi makes no difference. */
    Value MISSING = new Missing();

    /** A value that cannot be known before a resource exists. */
    Value UNKNOWN = new Unknown();

    /** A string. */
    record Text(String value) implements Value {}

    /** A number. */
    record Numeric(double value) implements Value {}

    /** A boolean. */
    record Flag(boolean value) implements Value {}

    /** A list. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** An object. */
    record Fields(Map<String, Value> values) implements Value {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** A secret: rules may judge what is inside, messages and reports never show it. */
    record Secret(Value value) implements Value {
        @Override
        public String toString() {
            return "Secret[]";
        }
    }

    /** See {@link Value#MISSING}. */
    record Missing() implements Value {}

    /** See {@link Value#UNKNOWN}. */
    record Unknown() implements Value {}
}
