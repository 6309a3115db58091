package dev.slipway.local.provider.aws;

import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.schema.PropertyType;
import dev.slipway.local.provider.schema.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Between Pulumi properties and AWS structures by their names, which are the same but for case and plural: a handler
 * only has to say where the two differ.
 */
public final class Shapes {
    private Shapes() {}

    /**
     * Fills a builder of the AWS SDK with all properties.
     *
     * @throws IllegalArgumentException if a property has no member of that name: the handler forgot to translate it
     */
    public static <B extends SdkPojo> B write(PropertyMap properties, B builder) {
        properties.values().forEach((name, value) -> {
            SdkField<?> field = field(builder, name);
            if (field == null) {
                throw new IllegalArgumentException("got the property \"" + name + "\", which "
                        + builder.getClass().getSimpleName() + " of the AWS SDK does not have");
            }
            set(field, builder, value);
        });
        return builder;
    }

    /** Reads from an AWS structure all properties of an {@code *Args} class that the structure has. */
    public static PropertyMap read(SdkPojo structure, Class<?> args) {
        return new PropertyMap(read(structure, Shape.of(args)));
    }

    private static Map<String, Object> read(SdkPojo structure, Shape shape) {
        Map<String, Object> properties = new TreeMap<>();
        shape.properties().forEach((name, property) -> {
            SdkField<?> field = field(structure, name);
            if (field != null) {
                Object value = property(field.getValueOrDefault(structure), property.type());
                if (value != null) {
                    properties.put(name, value);
                }
            }
        });
        return properties;
    }

    private static @Nullable Object property(@Nullable Object value, PropertyType type) {
        if (value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap) {
            return null;
        }
        if (value instanceof SdkPojo nested && type instanceof PropertyType.ObjectOf object) {
            return read(nested, object.shape());
        }
        if (value instanceof Collection<?> collection && type instanceof PropertyType.ListOf list) {
            List<Object> elements = new ArrayList<>();
            for (Object element : collection) {
                Object read = property(element, list.element());
                if (read != null) {
                    elements.add(read);
                }
            }
            return elements;
        }
        if (value instanceof Map<?, ?> entries && type instanceof PropertyType.MapOf map) {
            Map<String, Object> read = new TreeMap<>();
            entries.forEach((key, entry) -> {
                Object element = property(entry, map.element());
                if (element != null) {
                    read.put((String) key, element);
                }
            });
            return read;
        }
        return scalar(value, type);
    }

    private static @Nullable Object scalar(Object value, PropertyType type) {
        if (type instanceof PropertyType.Text) {
            return value instanceof SdkPojo || value instanceof Collection ? null : String.valueOf(value);
        }
        if (type instanceof PropertyType.Numeric && value instanceof Number number) {
            double exact = number.doubleValue();
            if (exact == Math.rint(exact)) {
                return (long) exact;
            }
            return exact;
        }
        if (type instanceof PropertyType.Numeric && value instanceof String text && text.matches("-?\\d+")) {
            return Long.valueOf(text);
        }
        return type instanceof PropertyType.Flag && value instanceof Boolean ? value : null;
    }

    private static @Nullable SdkField<?> field(SdkPojo structure, String property) {
        String wanted = stem(property);
        SdkField<?> alike = null;
        for (SdkField<?> field : structure.sdkFields()) {
            if (field.memberName().equalsIgnoreCase(property)) {
                return field;
            }
            if (stem(field.memberName()).equals(wanted)) {
                alike = field;
            }
        }
        return alike;
    }

    private static String stem(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("ies")) {
            return lower.substring(0, lower.length() - 3) + "y";
        }
        return lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static <T> void set(SdkField<T> field, SdkPojo builder, Object value) {
        @SuppressWarnings("unchecked") // the value was made for this very field
        T typed = (T) value(field, value);
        field.set(builder, typed);
    }

    private static Object value(SdkField<?> field, Object value) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO && value instanceof Map<?, ?> map) {
            SdkPojo nested =
                    write(new PropertyMap(cast(map)), field.constructor().get());
            return ((SdkBuilder<?, ?>) nested).build();
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            Collection<?> elements = value instanceof Collection<?> collection ? collection : List.of(value);
            return elements.stream().map(each -> value(element, each)).toList();
        }
        if (type == MarshallingType.MAP && value instanceof Map<?, ?> map) {
            SdkField<?> entry = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put((String) key, value(entry, each)));
            return entries;
        }
        if (type == MarshallingType.STRING) {
            return String.valueOf(value);
        }
        if (type == MarshallingType.BOOLEAN && value instanceof String text) {
            return Boolean.valueOf(text);
        }
        if (type == MarshallingType.INSTANT && value instanceof String text) {
            return Instant.parse(text);
        }
        Number number =
                value instanceof Number given ? given : value instanceof String text ? Double.valueOf(text) : null;
        if (number != null && type == MarshallingType.INTEGER) {
            return number.intValue();
        }
        if (number != null && type == MarshallingType.LONG) {
            return number.longValue();
        }
        if (number != null && type == MarshallingType.DOUBLE) {
            return number.doubleValue();
        }
        return value;
    }

    private static Map<String, Object> cast(Map<?, ?> map) {
        Map<String, Object> cast = new TreeMap<>();
        map.forEach((key, value) -> cast.put((String) key, value));
        return cast;
    }
}
