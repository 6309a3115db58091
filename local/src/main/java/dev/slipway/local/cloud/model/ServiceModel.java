package dev.slipway.local.cloud.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The model of one service as botocore ships it: operations, shapes and errors.
 *
 * @param service the folder's name in botocore, such as codepipeline
 * @param signingName the service's name in a credential scope
 * @param protocol wire protocol: {@code json} or {@code rest-json}
 * @param jsonVersion version in the content type, such as 1.1
 * @param targetPrefix what stands before the dot in X-Amz-Target; null with {@code rest-json}
 * @param operations by name
 * @param shapes by name
 */
public record ServiceModel(
        String service,
        String signingName,
        String protocol,
        String jsonVersion,
        @Nullable String targetPrefix,
        Map<String, OperationModel> operations,
        Map<String, Shape> shapes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Checks that the protocol is one that the local cloud speaks. */
    public ServiceModel {
        if (!Set.of("json", "rest-json").contains(protocol)) {
            throw new IllegalArgumentException(
                    "service %s speaks %s, expected json or rest-json".formatted(service, protocol));
        }
        operations = Collections.unmodifiableMap(operations);
        shapes = Collections.unmodifiableMap(shapes);
    }

    /**
     * Loads the newest model of a service.
     *
     * @param botocoreData botocore's data folder
     * @param service the folder's name there
     * @throws IOException when there is none or it cannot be read
     */
    public static ServiceModel load(Path botocoreData, String service) throws IOException {
        Path file;
        try (var versions = Files.list(botocoreData.resolve(service))) {
            file = versions.sorted()
                    .reduce((earlier, later) -> later)
                    .orElseThrow(() -> new IOException("no model of %s in %s".formatted(service, botocoreData)))
                    .resolve("service-2.json.gz");
        }
        try (var stream = new GZIPInputStream(Files.newInputStream(file))) {
            return of(service, JSON.readTree(stream));
        }
    }

    private static ServiceModel of(String service, JsonNode model) {
        var metadata = model.path("metadata");
        var operations = new TreeMap<String, OperationModel>();
        model.path("operations")
                .properties()
                .forEach(entry -> operations.put(entry.getKey(), operation(entry.getKey(), entry.getValue())));
        var shapes = new TreeMap<String, Shape>();
        model.path("shapes")
                .properties()
                .forEach(entry -> shapes.put(entry.getKey(), shape(entry.getKey(), entry.getValue())));
        return new ServiceModel(
                service,
                metadata.path("signingName")
                        .asText(metadata.path("endpointPrefix").asText()),
                metadata.path("protocol").asText(),
                metadata.path("jsonVersion").asText("1.1"),
                text(metadata, "targetPrefix"),
                operations,
                shapes);
    }

    private static OperationModel operation(String name, JsonNode node) {
        var errors = new LinkedHashSet<String>();
        node.path("errors").forEach(error -> errors.add(error.path("shape").asText()));
        return new OperationModel(
                name,
                node.path("http").path("requestUri").asText("/"),
                text(node.path("input"), "shape"),
                text(node.path("output"), "shape"),
                errors);
    }

    private static Shape shape(String name, JsonNode node) {
        var members = new LinkedHashMap<String, String>();
        node.path("members")
                .properties()
                .forEach(entry -> members.put(
                        entry.getKey(), entry.getValue().path("shape").asText()));
        var element = node.has("member") ? node.path("member") : node.path("value");
        var pattern = text(node, "pattern");
        return new Shape(
                name,
                node.path("type").asText(),
                Collections.unmodifiableMap(members),
                texts(node.path("required")),
                text(element, "shape"),
                text(node.path("key"), "shape"),
                texts(node.path("enum")),
                pattern == null ? null : Pattern.compile(pattern),
                number(node, "min"),
                number(node, "max"),
                node.path("sensitive").asBoolean());
    }

    private static @Nullable String text(JsonNode node, String member) {
        return node.hasNonNull(member) ? node.get(member).asText() : null;
    }

    private static @Nullable Double number(JsonNode node, String member) {
        return node.hasNonNull(member) ? node.get(member).asDouble() : null;
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new LinkedHashSet<String>();
        StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
        return Collections.unmodifiableSet(texts);
    }

    /** The operation of this name. */
    public Optional<OperationModel> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /** The shape of this name; the model is wrong when there is none. */
    public Shape shape(String name) {
        var shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalStateException("the model of %s names the shape %s but lacks it".formatted(service, name));
        }
        return shape;
    }
}
