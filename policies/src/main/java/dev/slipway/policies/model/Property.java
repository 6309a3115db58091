package dev.slipway.policies.model;

import com.google.gson.JsonParseException;
import dev.slipway.policies.model.Value.Fields;
import dev.slipway.policies.model.Value.Flag;
import dev.slipway.policies.model.Value.Items;
import dev.slipway.policies.model.Value.Missing;
import dev.slipway.policies.model.Value.Numeric;
import dev.slipway.policies.model.Value.Secret;
import dev.slipway.policies.model.Value.Text;
import dev.slipway.policies.model.Value.Unknown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * One property of a resource: where it is, and what is there.
 *
 * <p>Reading is forgiving, because programs are: a number or a boolean reads as text, the text {@code "true"} as a flag, a
 * single value as a list of one. Reading what is not known yet throws {@link UnreadableValue}, which makes the rule not
 * applicable; ask {@link #isKnown()} first to go on without it.
 */
public final class Property {
    private static final int SHOWN_LENGTH = 200;

    private static final int NO_INDEX = -1;

    /** Most properties are read and never named: the path is put together when somebody asks. */
    private final @Nullable Property parent;

    private final String name;
    private final int index;
    private final Value value;
    private final boolean secret;
    private final ConcurrentMap<String, Value> documents;

    /** The URN of the resource, at the root of its properties. */
    private final String owner;

    private Property(
            @Nullable Property parent,
            String name,
            int index,
            Value value,
            boolean secret,
            ConcurrentMap<String, Value> documents) {
        this(parent, name, index, value, secret, documents, "");
    }

    private Property(
            @Nullable Property parent,
            String name,
            int index,
            Value value,
            boolean secret,
            ConcurrentMap<String, Value> documents,
            String owner) {
        this.owner = owner;
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.secret = secret || value instanceof Secret;
        this.value = bare(value);
        this.documents = documents;
    }

    /** The root of a tree of properties that belong to no resource: its path is empty. */
    public static Property root(Value value) {
        return root(value, "");
    }

    /**
     * The root of a resource's properties.
     *
     * @param urn the resource's
     */
    static Property root(Value value, String urn) {
        return new Property(null, "", NO_INDEX, value, false, new ConcurrentHashMap<>(0), urn);
    }

    /** The URN of the resource that has this property; empty when there is none. */
    String owner() {
        Property at = this;
        while (at.parent != null) {
            at = at.parent;
        }
        return at.owner;
    }

    private static Value bare(Value value) {
        Value inner = value;
        while (inner instanceof Secret wrapped) {
            inner = wrapped.value();
        }
        return inner;
    }

    /** Where this property is, for example {@code rules[0].expiration.days}; in a JSON document, the way goes on inside it. */
    public String path() {
        String above = parent == null ? "" : parent.path();
        if (index != NO_INDEX) {
            return above + "[" + index + "]";
        }
        return above.isEmpty() ? name : above + "." + name;
    }

    /** Whether nothing is there, or null. */
    public boolean isMissing() {
        return value instanceof Missing;
    }

    /** Whether something is there, known or not. */
    public boolean isPresent() {
        return !isMissing();
    }

    /** Whether the value itself is known. What is inside an object or a list may still be unknown. */
    public boolean isKnown() {
        return !(value instanceof Unknown);
    }

    /** Whether the value is known, with everything inside it. */
    public boolean isFullyKnown() {
        return fullyKnown(value);
    }

    private static boolean fullyKnown(Value value) {
        if (value instanceof Items items) {
            return items.values().stream().allMatch(Property::fullyKnown);
        }
        if (value instanceof Fields fields) {
            return fields.values().values().stream().allMatch(Property::fullyKnown);
        }
        return value instanceof Secret wrapped ? fullyKnown(wrapped.value()) : !(value instanceof Unknown);
    }

    /** Whether the value, or something that holds it, is a secret. */
    public boolean isSecret() {
        return secret;
    }

    /** Whether the value is an object. */
    public boolean isObject() {
        return value instanceof Fields;
    }

    /** Whether the value is a list. */
    public boolean isList() {
        return value instanceof Items;
    }

    /**
     * The property at a path below this one, such as {@code rules[0].expiration.days}. A missing property when there is none;
     * an unknown one when something on the way is unknown.
     */
    public Property get(String below) {
        Property at = this;
        int start = 0;
        while (start < below.length()) {
            char first = below.charAt(start);
            if (first == '.') {
                start++;
            } else if (first == '[') {
                int end = below.indexOf(']', start);
                if (end < 0) {
                    throw new IllegalArgumentException("got the path \"" + below + "\", expected a ] after the [");
                }
                at = at.item(Integer.parseInt(below.substring(start + 1, end)));
                start = end + 1;
            } else {
                int end = start;
                while (end < below.length() && below.charAt(end) != '.' && below.charAt(end) != '[') {
                    end++;
                }
                at = at.field(below.substring(start, end));
                start = end;
            }
        }
        return at;
    }

    /** The field of this name, taken as it is: for names that hold dots, such as tags and condition keys. */
    public Property field(String name) {
        if (value instanceof Fields fields) {
            return field(name, fields.values().getOrDefault(name, Value.MISSING));
        }
        return field(name, value instanceof Unknown ? Value.UNKNOWN : Value.MISSING);
    }

    private Property field(String name, Value found) {
        return new Property(this, name, NO_INDEX, found, secret, documents);
    }

    private Property item(int index) {
        if (value instanceof Items items && index < items.values().size()) {
            return item(index, items.values().get(index));
        }
        return item(index, value instanceof Unknown ? Value.UNKNOWN : Value.MISSING);
    }

    private Property item(int index, Value found) {
        return new Property(this, "", index, found, secret, documents);
    }

    /**
     * The items of a list; none when missing, one when the value is not a list.
     *
     * @throws UnreadableValue when the list is unknown
     */
    public List<Property> items() {
        known();
        if (isMissing()) {
            return List.of();
        }
        if (!(value instanceof Items items)) {
            return List.of(this);
        }
        List<Property> found = new ArrayList<>(items.values().size());
        for (int i = 0; i < items.values().size(); i++) {
            found.add(item(i, items.values().get(i)));
        }
        return found;
    }

    /**
     * The fields of an object, in the order in which they came; none when missing. The engine's own fields, which begin with
     * {@code __}, are left out.
     *
     * @throws UnreadableValue when the object is unknown, or is no object
     */
    public Map<String, Property> fields() {
        known();
        if (isMissing()) {
            return Map.of();
        }
        if (!(value instanceof Fields fields)) {
            throw UnreadableValue.shape(path(), kind(), "an object");
        }
        Map<String, Property> found = new LinkedHashMap<>();
        fields.values().forEach((name, inner) -> {
            if (!name.startsWith("__")) {
                found.put(name, field(name, inner));
            }
        });
        return Collections.unmodifiableMap(found);
    }

    /**
     * The text, or empty when missing.
     *
     * @throws UnreadableValue when the value is unknown, an object or a list
     */
    public Optional<String> text() {
        known();
        if (value instanceof Text text) {
            return Optional.of(text.value());
        }
        if (value instanceof Flag flag) {
            return Optional.of(Boolean.toString(flag.value()));
        }
        if (value instanceof Numeric number) {
            return Optional.of(plain(number.value()));
        }
        if (isMissing()) {
            return Optional.empty();
        }
        throw UnreadableValue.shape(path(), kind(), "a text");
    }

    /** The text, or what AWS takes when nothing is set. See {@link #text()}. */
    public String text(String whenMissing) {
        return text().orElse(whenMissing);
    }

    /**
     * The boolean, or what AWS takes when nothing is set.
     *
     * @throws UnreadableValue when the value is unknown or no boolean
     */
    public boolean flag(boolean whenMissing) {
        known();
        if (value instanceof Flag flag) {
            return flag.value();
        }
        if (isMissing()) {
            return whenMissing;
        }
        if (value instanceof Text text) {
            if (text.value().equalsIgnoreCase("true")) {
                return true;
            }
            if (text.value().equalsIgnoreCase("false")) {
                return false;
            }
        }
        throw UnreadableValue.shape(path(), kind(), "a boolean");
    }

    /**
     * The number, or what AWS takes when nothing is set.
     *
     * @throws UnreadableValue when the value is unknown or no number
     */
    public double number(double whenMissing) {
        known();
        if (value instanceof Numeric number) {
            return number.value();
        }
        if (isMissing()) {
            return whenMissing;
        }
        if (value instanceof Text text) {
            try {
                return Double.parseDouble(text.value());
            } catch (NumberFormatException e) {
                throw UnreadableValue.shape(path(), kind(), "a number");
            }
        }
        throw UnreadableValue.shape(path(), kind(), "a number");
    }

    /**
     * The JSON document that the text holds, as properties: {@code policy} is a text, {@code policy.Statement[0].Action} a
     * property. An object or a list is its own document, so providers that take documents as objects read the same.
     *
     * @throws UnreadableValue when the text is unknown or no JSON
     */
    public Property json() {
        known();
        if (!(value instanceof Text text)) {
            return this;
        }
        Value parsed = documents.get(text.value());
        if (parsed == null) {
            try {
                parsed = JsonValues.parse(text.value());
            } catch (JsonParseException | IllegalArgumentException e) {
                throw UnreadableValue.shape(path(), "no JSON", "a JSON document");
            }
            documents.put(text.value(), parsed);
        }
        return new Property(parent, name, index, parsed, secret, documents);
    }

    /** The value as compact JSON text; unknown parts are the text {@link JsonValues#UNKNOWN_TEXT}. For models that parse JSON. */
    public String toJson() {
        return value instanceof Text text ? text.value() : JsonValues.write(value);
    }

    /** The value for messages and reports: short, on one line, and never a secret. */
    public String shown() {
        if (isMissing()) {
            return "not set";
        }
        if (secret) {
            return "[secret]";
        }
        if (!isKnown()) {
            return "unknown";
        }
        String whole = JsonValues.write(hidden(value));
        return whole.length() <= SHOWN_LENGTH ? whole : whole.substring(0, SHOWN_LENGTH - 1) + "…";
    }

    private static Value hidden(Value value) {
        if (value instanceof Secret) {
            return new Text("[secret]");
        }
        if (value instanceof Items items) {
            return new Items(items.values().stream().map(Property::hidden).toList());
        }
        if (value instanceof Fields fields) {
            Map<String, Value> shown = new LinkedHashMap<>();
            fields.values().forEach((name, inner) -> shown.put(name, hidden(inner)));
            return new Fields(shown);
        }
        return value;
    }

    /** The value itself; what is inside may be secret or unknown. */
    public Value value() {
        return value;
    }

    private void known() {
        if (!isKnown()) {
            throw UnreadableValue.unknown(path());
        }
    }

    private String kind() {
        if (value instanceof Items) {
            return "a list";
        }
        if (value instanceof Fields) {
            return "an object";
        }
        return shown();
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    @Override
    public String toString() {
        return path() + "=" + shown();
    }
}
