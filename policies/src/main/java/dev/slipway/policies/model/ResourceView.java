package dev.slipway.policies.model;

import dev.slipway.policies.model.Value.Fields;
import dev.slipway.policies.model.Value.Items;
import dev.slipway.policies.model.Value.Secret;
import dev.slipway.policies.model.Value.Text;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * A resource as a rule sees it. Resource rules see the inputs, stack rules the outputs.
 *
 * <p>Any resource of any Pulumi program: properties are found by path, and none is expected to be there.
 */
public final class ResourceView {
    private final String urn;
    private final String type;
    private final String name;
    private final Property properties;
    private final Map<String, List<String>> propertyDependencies;
    private final ConcurrentMap<Object, Object> remembered = new ConcurrentHashMap<>(0);

    /**
     * A view of a resource.
     *
     * @param type the full token, such as {@code aws:s3/bucketV2:BucketV2}
     * @param propertyDependencies for each property, the URNs of the resources that its value was made from
     */
    public ResourceView(
            String urn, String type, String name, Fields properties, Map<String, List<String>> propertyDependencies) {
        this.urn = urn;
        this.type = type;
        this.name = name;
        this.properties = Property.root(properties, urn);
        this.propertyDependencies = Map.copyOf(propertyDependencies);
    }

    /** The Pulumi URN. */
    public String urn() {
        return urn;
    }

    /** The full type token, such as {@code aws:s3/bucketV2:BucketV2}. */
    public String type() {
        return type;
    }

    /** The name in the program, which is the last part of the URN. */
    public String name() {
        return name;
    }

    /** The property at a path such as {@code rules[0].status}; a missing one when there is none. */
    public Property get(String path) {
        return properties.get(path);
    }

    /** All properties, as one object. */
    public Property properties() {
        return properties;
    }

    /** The URNs of the resources that the value of a property was made from. Only known to stack rules. */
    public List<String> dependencies(String property) {
        return propertyDependencies.getOrDefault(property, List.of());
    }

    /**
     * Works something out once for all rules that look at this resource, such as its parsed policies. The result must not be
     * changed, and depends on this resource alone.
     */
    @SuppressWarnings("unchecked")
    public <T> T remember(Class<?> key, Supplier<T> work) {
        Object known = remembered.get(key);
        if (known == null) {
            // Not computeIfAbsent: the work may remember something of its own.
            Object made = work.get();
            Object other = remembered.putIfAbsent(key, made);
            known = other == null ? made : other;
        }
        return (T) known;
    }

    /** The texts of all secrets in the resource: what no message may hold. */
    public Set<String> secretTexts() {
        return remember(ResourceView.class, () -> {
            Set<String> texts = new LinkedHashSet<>();
            collect(properties.value(), false, texts);
            return Collections.unmodifiableSet(texts);
        });
    }

    private static void collect(Value value, boolean secret, Set<String> texts) {
        if (value instanceof Secret wrapped) {
            collect(wrapped.value(), true, texts);
        } else if (value instanceof Items items) {
            items.values().forEach(item -> collect(item, secret, texts));
        } else if (value instanceof Fields fields) {
            fields.values().values().forEach(field -> collect(field, secret, texts));
        } else if (secret && value instanceof Text text && !text.value().isBlank()) {
            texts.add(text.value());
        }
    }

    @Override
    public String toString() {
        return urn;
    }
}
