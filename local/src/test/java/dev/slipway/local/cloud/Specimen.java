package dev.slipway.local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.model.Shape;
import java.util.List;

/**
 * Makes a value of a shape out of the model alone.
 *
 * @param model the model
 * @param everything whether members that may be left out are given too
 */
record Specimen(ServiceModel model, boolean everything) {
    private static final int DEEPEST = 8;
    private static final String UUID = "00000000-0000-0000-0000-000000000000";
    private static final List<String> TEXTS = List.of(
            "abc",
            "1",
            "0".repeat(40),
            "https://example.com",
            "arn:aws:iam::000000000000:role/gone",
            "arn:aws:codeconnections:us-east-1:000000000000:connection/" + UUID,
            "arn:aws:codeconnections:us-east-1:000000000000:host/gone-00000000",
            "arn:aws:codestar-notifications:us-east-1:000000000000:notificationrule/" + "0".repeat(40),
            "arn:aws:codepipeline:us-east-1:000000000000:gone");

    JsonNode of(String shape) {
        return of(model.shape(shape), 0);
    }

    private JsonNode of(Shape shape, int depth) {
        var json = JsonNodeFactory.instance;
        return switch (shape.type()) {
            case "structure" -> {
                var object = json.objectNode();
                shape.members().forEach((name, member) -> {
                    if (shape.required().contains(name) || (everything && depth < DEEPEST)) {
                        object.set(name, of(model.shape(member), depth + 1));
                    }
                });
                yield object;
            }
            case "list" -> json.arrayNode().add(of(element(shape), depth + 1));
            case "map" -> json.objectNode().set("abc", of(element(shape), depth + 1));
            case "string" -> json.textNode(text(shape));
            case "blob" -> json.textNode("YWJj");
            case "boolean" -> json.booleanNode(true);
            case "integer", "long" ->
                json.numberNode(shape.min() == null ? 1 : shape.min().intValue());
            case "double", "float", "timestamp" -> json.numberNode(1.0);
            default -> throw new IllegalArgumentException("no specimen of type " + shape.type());
        };
    }

    private Shape element(Shape shape) {
        if (shape.element() == null) {
            throw new IllegalArgumentException(shape.name() + " has no elements");
        }
        return model.shape(shape.element());
    }

    private static String text(Shape shape) {
        return shape.values().stream()
                .findFirst()
                .or(() -> TEXTS.stream().filter(text -> fits(shape, text)).findFirst())
                .orElse("abc");
    }

    private static boolean fits(Shape shape, String text) {
        return (shape.min() == null || text.length() >= shape.min())
                && (shape.max() == null || text.length() <= shape.max())
                && shape.patternIfAny().stream()
                        .allMatch(pattern -> pattern.matcher(text).matches());
    }
}
