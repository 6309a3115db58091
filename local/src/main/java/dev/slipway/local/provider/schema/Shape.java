package dev.slipway.local.provider.schema;

import com.pulumi.core.annotations.CustomType;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The properties of a resource type, function or nested object, read from a class of the official SDK: inputs from an
 * {@code *Args} class, outputs from a resource or result class.
 */
public record Shape(Map<String, Property> properties) {
    private static final Map<Class<?>, Shape> READ = new ConcurrentHashMap<>();

    public Shape {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /** One property: its type and whether a program has to give it, or can count on it. */
    public record Property(PropertyType type, boolean required) {}

    /** Reads the members that the SDK marks as properties. */
    public static Shape of(Class<?> type) {
        Shape shape = READ.get(type);
        if (shape == null) {
            shape = new Shape(type.isAnnotationPresent(CustomType.class) ? results(type) : fields(type));
            READ.put(type, shape);
        }
        return shape;
    }

    private static Map<String, Property> fields(Class<?> type) {
        Map<String, Property> properties = new TreeMap<>();
        for (Field field : type.getDeclaredFields()) {
            Import input = field.getAnnotation(Import.class);
            Export output = field.getAnnotation(Export.class);
            if (input != null) {
                String name = input.name().isEmpty() ? field.getName() : input.name();
                properties.put(name, new Property(PropertyType.of(field.getGenericType()), input.required()));
            } else if (output != null) {
                boolean given = !isOptional(getter(type, field.getName()));
                properties.put(output.name(), new Property(PropertyType.of(field.getGenericType()), given));
            }
        }
        return properties;
    }

    // The class of a result has its property names on the setters of its builder.
    private static Map<String, Property> results(Class<?> type) {
        Map<String, Property> properties = new TreeMap<>();
        for (Class<?> builder : type.getDeclaredClasses()) {
            for (Method setter : builder.getDeclaredMethods()) {
                CustomType.Setter annotation = setter.getAnnotation(CustomType.Setter.class);
                if (annotation != null) {
                    String name = annotation.value().isEmpty() ? setter.getName() : annotation.value();
                    boolean given = !isOptional(getter(type, setter.getName()));
                    properties.put(name, new Property(PropertyType.of(setter.getGenericParameterTypes()[0]), given));
                }
            }
        }
        return properties;
    }

    private static Method getter(Class<?> type, String name) {
        try {
            return type.getDeclaredMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("got no method " + name + "() of " + type + ", expected one", e);
        }
    }

    private static boolean isOptional(Method getter) {
        return getter.getReturnType() == Optional.class
                || (getter.getGenericReturnType() instanceof ParameterizedType output
                        && output.getActualTypeArguments()[0] instanceof ParameterizedType inner
                        && inner.getRawType() == Optional.class);
    }
}
