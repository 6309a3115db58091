package dev.slipway.local.provider.schema;

import com.pulumi.core.annotations.Import;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The properties of a resource type or nested object, read from an {@code *Args} class of the official SDK. */
public record Shape(Map<String, Property> properties) {
    private static final Map<Class<?>, Shape> READ = new ConcurrentHashMap<>();

    public Shape {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /** One property: its type and whether a program has to give it. */
    public record Property(PropertyType type, boolean required) {}

    /** Reads the fields marked {@link Import}. */
    public static Shape of(Class<?> args) {
        Shape shape = READ.get(args);
        if (shape == null) {
            shape = read(args);
            READ.put(args, shape);
        }
        return shape;
    }

    private static Shape read(Class<?> args) {
        Map<String, Property> properties = new TreeMap<>();
        for (Field field : args.getDeclaredFields()) {
            Import annotation = field.getAnnotation(Import.class);
            if (annotation != null) {
                String name = annotation.name().isEmpty() ? field.getName() : annotation.name();
                properties.put(name, new Property(PropertyType.of(field.getGenericType()), annotation.required()));
            }
        }
        return new Shape(properties);
    }
}
