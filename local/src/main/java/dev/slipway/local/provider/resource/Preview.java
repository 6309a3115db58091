package dev.slipway.local.provider.resource;

import dev.slipway.local.provider.property.Unknown;
import dev.slipway.local.provider.property.Values;
import java.util.Map;
import java.util.TreeMap;

/** The outputs that a preview can tell: inputs as they are, what stays as it is, unknown for what AWS will choose. */
final class Preview {
    private final ResourceType type;
    private final Map<String, String> defaultTags;

    Preview(ResourceType type, Map<String, String> defaultTags) {
        this.type = type;
        this.defaultTags = defaultTags;
    }

    Map<String, Object> created(Map<String, Object> inputs) {
        Map<String, Object> outputs = new TreeMap<>();
        for (String name : type.outputs()) {
            Object input = inputs.get(name);
            if (input != null) {
                outputs.put(name, shown(name, input));
            } else if (name.equals(Tags.ALL)) {
                outputs.put(name, Tags.all(defaultTags, inputs.get(Tags.OWN)));
            } else if (type.isComputed(name) || !type.shape().properties().containsKey(name)) {
                outputs.put(name, Unknown.VALUE);
            }
        }
        return outputs;
    }

    Map<String, Object> updated(Map<String, Object> state, Map<String, Object> inputs) {
        Map<String, Object> outputs = new TreeMap<>();
        for (String name : type.outputs()) {
            Object input = inputs.get(name);
            Object before = state.get(name);
            boolean isInput = type.shape().properties().containsKey(name);
            if (input != null) {
                outputs.put(name, shown(name, input));
            } else if (name.equals(Tags.ALL)) {
                outputs.put(name, Tags.all(defaultTags, inputs.get(Tags.OWN)));
            } else if (type.refreshedByUpdate().contains(name)) {
                outputs.put(name, Unknown.VALUE);
            } else if (before != null && (!isInput || type.isComputed(name))) {
                outputs.put(name, before);
            }
        }
        return outputs;
    }

    private Object shown(String name, Object input) {
        if (type.secretOutputs().contains(name)) {
            return Values.secret(input);
        }
        return Values.hasSecret(input) ? Values.markLike(Values.plain(input), input) : Values.plain(input);
    }
}
