package dev.slipway.local.cloud.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.model.Violation.Kind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares JSON with a shape of a service model and reports every difference. */
public final class Validator {
    private final ServiceModel model;

    /** A validator of one service. */
    public Validator(ServiceModel model) {
        this.model = model;
    }

    /**
     * Compares a value with a shape.
     *
     * @param value the value
     * @param shape name of a shape of the model
     * @return every difference, in the order of the model's members
     */
    public List<Violation> validate(JsonNode value, String shape) {
        var found = new ArrayList<Violation>();
        check(value, model.shape(shape), "", found);
        return found;
    }

    /**
     * Compares an answer with a shape. Bounds are for what clients send: AWS itself answers with lists that are empty
     * where the model asks for one element.
     */
    public List<Violation> validateAnswer(JsonNode value, String shape) {
        return validate(value, shape).stream()
                .filter(violation -> violation.kind() != Violation.Kind.BOUND)
                .toList();
    }

    private void check(JsonNode value, Shape shape, String path, List<Violation> found) {
        var typed =
                switch (shape.type()) {
                    case "structure" -> value.isObject();
                    case "map" -> value.isObject();
                    case "list" -> value.isArray();
                    case "string" -> value.isTextual();
                    case "blob" -> value.isTextual() && isBase64(value.textValue());
                    case "integer" -> value.canConvertToInt() && value.isIntegralNumber();
                    case "long" -> value.isIntegralNumber();
                    case "double", "float", "timestamp" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    default ->
                        throw new IllegalStateException(
                                "the model of %s has the unknown type %s".formatted(model.service(), shape.type()));
                };
        if (!typed) {
            found.add(new Violation(
                    Kind.TYPE,
                    path,
                    shape.name(),
                    "%s at '%s' can not be converted to %s".formatted(kindOf(value), path, article(shape.type()))));
            return;
        }
        switch (shape.type()) {
            case "structure" -> checkStructure(value, shape, path, found);
            case "map" -> checkMap(value, shape, path, found);
            case "list" -> checkList(value, shape, path, found);
            case "string" -> checkString(value.textValue(), shape, path, found);
            case "integer", "long", "double", "float" ->
                checkBounds(value.doubleValue(), "value", value.asText(), shape, path, found);
            default -> {}
        }
    }

    private void checkStructure(JsonNode value, Shape shape, String path, List<Violation> found) {
        for (var member : shape.members().entrySet()) {
            var at = join(path, member.getKey());
            var child = value.path(member.getKey());
            if (!child.isMissingNode() && !child.isNull()) {
                check(child, model.shape(member.getValue()), at, found);
            } else if (shape.required().contains(member.getKey())) {
                found.add(new Violation(
                        Kind.MISSING,
                        at,
                        member.getValue(),
                        "Value null at '%s' failed to satisfy constraint: Member must not be null".formatted(at)));
            }
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!shape.members().containsKey(name)) {
                var at = join(path, name);
                found.add(new Violation(
                        Kind.TYPE,
                        at,
                        shape.name(),
                        "'%s' is not a member of %s, expected one of %s"
                                .formatted(at, shape.name(), shape.members().keySet())));
            }
        });
    }

    private void checkMap(JsonNode value, Shape shape, String path, List<Violation> found) {
        checkBounds(value.size(), "length", value, shape, path, found);
        var keys = named(shape.key());
        var values = named(shape.element());
        value.properties().forEach(entry -> {
            checkString(entry.getKey(), keys, join(path, entry.getKey() + ".key"), found);
            check(entry.getValue(), values, join(path, entry.getKey() + ".member"), found);
        });
    }

    private void checkList(JsonNode value, Shape shape, String path, List<Violation> found) {
        checkBounds(value.size(), "length", value, shape, path, found);
        var element = named(shape.element());
        for (int i = 0; i < value.size(); i++) {
            check(value.get(i), element, join(path, (i + 1) + ".member"), found);
        }
    }

    private void checkString(String value, Shape shape, String path, List<Violation> found) {
        if (!shape.values().isEmpty() && !shape.values().contains(value)) {
            found.add(constraint(
                    Kind.CONSTRAINT, shape, value, path, "Member must satisfy enum value set: " + shape.values()));
        }
        checkBounds(value.codePointCount(0, value.length()), "length", value, shape, path, found);
        shape.patternIfAny()
                .filter(pattern -> !pattern.matcher(value).matches())
                .ifPresent(pattern -> found.add(constraint(
                        Kind.CONSTRAINT,
                        shape,
                        value,
                        path,
                        "Member must satisfy regular expression pattern: " + pattern.pattern())));
    }

    private static void checkBounds(
            double actual, String what, Object value, Shape shape, String path, List<Violation> found) {
        if (shape.min() != null && actual < shape.min()) {
            found.add(constraint(
                    Kind.BOUND,
                    shape,
                    value.toString(),
                    path,
                    "Member must have %s greater than or equal to %s".formatted(what, plain(shape.min()))));
        }
        if (shape.max() != null && actual > shape.max()) {
            found.add(constraint(
                    Kind.BOUND,
                    shape,
                    value.toString(),
                    path,
                    "Member must have %s less than or equal to %s".formatted(what, plain(shape.max()))));
        }
    }

    private static Violation constraint(Kind kind, Shape shape, String value, String path, String constraint) {
        var shown = shape.sensitive() ? "" : " '%s'".formatted(value);
        return new Violation(
                kind,
                path,
                shape.name(),
                "Value%s at '%s' failed to satisfy constraint: %s".formatted(shown, path, constraint));
    }

    private Shape named(@Nullable String name) {
        if (name == null) {
            throw new IllegalStateException(
                    "the model of %s has a list or map without elements".formatted(model.service()));
        }
        return model.shape(name);
    }

    private static String join(String path, String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String kindOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "STRING_VALUE";
            case NUMBER -> "NUMBER_VALUE";
            case BOOLEAN -> value.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE";
            case ARRAY -> "START_ARRAY";
            case OBJECT -> "START_OBJECT";
            default -> "VALUE_NULL";
        };
    }

    private static String article(String type) {
        return ("aeiou".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
    }
}
