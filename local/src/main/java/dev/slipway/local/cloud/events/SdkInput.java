package dev.slipway.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Fills the builder of a request from JSON with the API's member names, as a rule's input has them. */
final class SdkInput {
    private SdkInput() {}

    /**
     * Sets the members that the request has; others are left out, as EventBridge passes whole events where no input is given.
     *
     * @throws IllegalArgumentException when a member is of another type
     */
    static void fill(SdkPojo builder, JsonNode input) {
        for (var field : builder.sdkFields()) {
            var value = input.path(field.locationName());
            if (!value.isMissingNode() && !value.isNull()) {
                field.set(builder, value(field, value));
            }
        }
    }

    private static Object value(SdkField<?> field, JsonNode value) {
        var type = field.marshallingType();
        if (type.equals(MarshallingType.STRING)) {
            return require(field, value, value.isTextual()).textValue();
        } else if (type.equals(MarshallingType.BOOLEAN)) {
            return require(field, value, value.isBoolean()).booleanValue();
        } else if (type.equals(MarshallingType.INTEGER)) {
            return require(field, value, value.canConvertToInt()).intValue();
        } else if (type.equals(MarshallingType.LIST)) {
            return list(field, require(field, value, value.isArray()));
        } else if (type.equals(MarshallingType.MAP)) {
            return map(field, require(field, value, value.isObject()));
        } else if (type.equals(MarshallingType.SDK_POJO)) {
            return pojo(field, require(field, value, value.isObject()));
        }
        throw new IllegalArgumentException(
                "the input's member %s cannot be given by a rule".formatted(field.locationName()));
    }

    private static JsonNode require(SdkField<?> field, JsonNode value, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("the input's member %s is %s, expected %s"
                    .formatted(
                            field.locationName(),
                            value,
                            field.marshallingType().getTargetClass().getSimpleName()));
        }
        return value;
    }

    private static List<Object> list(SdkField<?> field, JsonNode values) {
        var element = Optional.ofNullable(field.getTrait(ListTrait.class))
                .orElseThrow()
                .memberFieldInfo();
        var list = new ArrayList<>();
        values.forEach(value -> list.add(value(element, value)));
        return list;
    }

    private static Map<String, Object> map(SdkField<?> field, JsonNode values) {
        var element = Optional.ofNullable(field.getTrait(MapTrait.class))
                .orElseThrow()
                .valueFieldInfo();
        var map = new LinkedHashMap<String, Object>();
        values.properties().forEach(entry -> map.put(entry.getKey(), value(element, entry.getValue())));
        return map;
    }

    private static Object pojo(SdkField<?> field, JsonNode value) {
        var builder = field.constructor().get();
        fill(builder, value);
        return ((software.amazon.awssdk.utils.builder.SdkBuilder<?, ?>) builder).build();
    }
}
