package dev.slipway.local.cloud.access.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.iam.evaluation.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A call as one line of JSON. */
final class CallLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CallLine() {}

    static String write(JudgedCall call) {
        var line = JsonNodeFactory.instance
                .objectNode()
                .put("time", call.time().toString())
                .put("role", call.role())
                .put("session", call.session())
                .put("region", call.region())
                .put("action", call.action())
                .put("resource", call.resource());
        var context = line.putObject("context");
        new TreeMap<>(call.context()).forEach((key, values) -> values.forEach(context.putArray(key)::add));
        line.put("outcome", call.outcome().name());
        call.statements().forEach(line.putArray("statements")::add);
        return line.put("message", call.message())
                .put("withoutIdentity", call.withoutIdentity())
                .toString();
    }

    /** The calls of a file. What follows the last line's end was cut short when the cloud was killed. */
    static List<JudgedCall> read(Path file) throws IOException {
        var text = Files.readString(file);
        var calls = new ArrayList<JudgedCall>();
        var number = 0;
        for (var line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            number++;
            var json = json(line, number);
            if (!json.has(CallFile.EARLIER)) {
                calls.add(call(json, number));
            }
        }
        return calls;
    }

    private static JsonNode json(String line, int number) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "line %d is not JSON from column %d on"
                            .formatted(number, e.getLocation().getColumnNr()),
                    e);
        }
    }

    private static JudgedCall call(JsonNode json, int number) throws IOException {
        try {
            return call(json);
        } catch (DateTimeParseException e) {
            throw new IOException(
                    "line %d has the time \"%s\", expected one such as 2026-01-31T12:00:00Z"
                            .formatted(number, json.path("time").asText()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "line %d has the outcome \"%s\", expected one of %s"
                            .formatted(
                                    number,
                                    json.path("outcome").asText(),
                                    Stream.of(Decision.Outcome.values())
                                            .map(Decision.Outcome::name)
                                            .collect(Collectors.joining(", "))),
                    e);
        }
    }

    private static JudgedCall call(JsonNode json) {
        var context = new TreeMap<String, List<String>>();
        json.path("context").properties().forEach(key -> context.put(key.getKey(), texts(key.getValue())));
        return new JudgedCall(
                Instant.parse(json.path("time").asText()),
                json.path("role").asText(),
                json.path("session").asText(),
                json.path("region").asText(),
                json.path("action").asText(),
                json.path("resource").asText(),
                context,
                Decision.Outcome.valueOf(json.path("outcome").asText()),
                texts(json.path("statements")),
                json.path("message").asText(),
                json.path("withoutIdentity").asBoolean());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
