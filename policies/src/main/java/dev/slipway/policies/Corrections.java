package dev.slipway.policies;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.slipway.policies.model.Edits;
import java.util.Map;

/**
 * Writes edits into the properties that the engine sent, and touches nothing else: secrets, unknown values, assets and the
 * provider's {@code __defaults} go back as they came.
 */
final class Corrections {
    private static final String DEFAULTS = "__defaults";

    private Corrections() {}

    /**
     * The properties with the edits in them.
     *
     * @throws IllegalArgumentException when an edit leads through something that is no object, such as an unknown value
     */
    static Struct apply(Struct properties, Edits edits) {
        Struct corrected = properties;
        for (Map.Entry<String, dev.slipway.policies.model.Value> edit :
                edits.values().entrySet()) {
            corrected = set(corrected, edit.getKey(), edit.getKey(), Wire.encode(edit.getValue()));
        }
        return corrected;
    }

    private static Struct set(Struct struct, String path, String whole, Value value) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        Value inner = dot < 0
                ? value
                : within(struct.getFieldsOrDefault(name, empty()), path.substring(dot + 1), whole, value);
        Struct.Builder changed = inner.getKindCase() == Value.KindCase.NULL_VALUE
                ? struct.toBuilder().removeFields(name)
                : struct.toBuilder().putFields(name, inner);
        if (struct.containsFields(DEFAULTS)) {
            changed.putFields(DEFAULTS, without(struct.getFieldsOrThrow(DEFAULTS), name));
        }
        return changed.build();
    }

    private static Value within(Value at, String path, String whole, Value value) {
        Value open = at.getKindCase() == Value.KindCase.NULL_VALUE ? empty() : at;
        if (!open.hasStructValue()) {
            throw new IllegalArgumentException("cannot set " + whole + ": got no object on the way, expected one");
        }
        Struct struct = open.getStructValue();
        Struct changed = Wire.signature(struct).equals(Wire.SECRET)
                ? struct.toBuilder()
                        .putFields("value", within(struct.getFieldsOrDefault("value", empty()), path, whole, value))
                        .build()
                : set(struct, path, whole, value);
        return Value.newBuilder().setStructValue(changed).build();
    }

    /** What a rule has set is no default of the provider any more. */
    private static Value without(Value defaults, String name) {
        ListValue.Builder kept = ListValue.newBuilder();
        defaults.getListValue().getValuesList().stream()
                .filter(entry -> !entry.getStringValue().equals(name))
                .forEach(kept::addValues);
        return Value.newBuilder().setListValue(kept).build();
    }

    private static Value empty() {
        return Value.newBuilder().setStructValue(Struct.getDefaultInstance()).build();
    }
}
