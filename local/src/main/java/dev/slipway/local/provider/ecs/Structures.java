package dev.slipway.local.provider.ecs;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** AWS structures as plain maps, with the member names of the JSON form and without what is not set. */
final class Structures {
    private Structures() {}

    static Map<String, Object> members(software.amazon.awssdk.core.SdkPojo structure) {
        Map<String, Object> members = new TreeMap<>();
        for (software.amazon.awssdk.core.SdkField<?> field : structure.sdkFields()) {
            Object value = plain(field.getValueOrDefault(structure));
            if (value != null) {
                members.put(field.locationName(), value);
            }
        }
        return members;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof software.amazon.awssdk.core.SdkPojo nested) {
            return members(nested);
        }
        if (value instanceof Collection<?> collection) {
            return collection.isEmpty()
                    ? null
                    : collection.stream().map(Structures::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? null : new TreeMap<>(map);
        }
        return value;
    }
}
