package dev.slipway.local.provider.schema;

import com.pulumi.core.Either;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.CustomType;
import com.pulumi.core.annotations.EnumType;
import com.pulumi.resources.InputArgs;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** The type of one property, read from the declared Java type in the official SDK. */
public sealed interface PropertyType {
    /** A text; {@code orJson} when the SDK takes a typed document as well and the provider turns it into JSON text. */
    record Text(boolean orJson) implements PropertyType {}

    /** A number, whole or not. */
    record Numeric(boolean whole) implements PropertyType {}

    /** True or false. */
    record Flag() implements PropertyType {}

    /** Anything. */
    record Any() implements PropertyType {}

    /** A list. */
    record ListOf(PropertyType element) implements PropertyType {}

    /** A map with free keys. */
    record MapOf(PropertyType element) implements PropertyType {}

    /** A nested object with named properties. */
    record ObjectOf(Class<?> type) implements PropertyType {
        /** The nested properties; read when first asked for, since most programs use few of them. */
        public Shape shape() {
            return Shape.of(type);
        }
    }

    /** Reads a declared type; {@code Output} around it is ignored. */
    static PropertyType of(Type declared) {
        if (declared instanceof ParameterizedType generic) {
            Type raw = generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Output.class) {
                return of(arguments[0]);
            }
            if (raw == List.class) {
                return new ListOf(of(arguments[0]));
            }
            if (raw == Map.class) {
                return new MapOf(of(arguments[1]));
            }
            if (raw == Either.class) {
                return of(arguments[0]) instanceof Text ? new Text(of(arguments[1]) instanceof ObjectOf) : new Any();
            }
        }
        if (declared == String.class) {
            return new Text(false);
        }
        if (declared == Boolean.class) {
            return new Flag();
        }
        if (declared == Integer.class) {
            return new Numeric(true);
        }
        if (declared == Double.class) {
            return new Numeric(false);
        }
        if (declared instanceof Class<?> type) {
            if (InputArgs.class.isAssignableFrom(type) || type.isAnnotationPresent(CustomType.class)) {
                return new ObjectOf(type);
            }
            if (type.isAnnotationPresent(EnumType.class)) {
                return new Text(false);
            }
        }
        return new Any();
    }

    /** What to call the type in a message to the user. */
    default String words() {
        if (this instanceof Text) {
            return "text";
        }
        if (this instanceof Numeric numeric) {
            return numeric.whole() ? "a whole number" : "a number";
        }
        if (this instanceof Flag) {
            return "true or false";
        }
        if (this instanceof ListOf list) {
            return "a list (each element " + list.element().words() + ")";
        }
        if (this instanceof MapOf map) {
            return "a map (each value " + map.element().words() + ")";
        }
        if (this instanceof ObjectOf object) {
            return "an object with "
                    + String.join(", ", object.shape().properties().keySet());
        }
        return "any value";
    }
}
