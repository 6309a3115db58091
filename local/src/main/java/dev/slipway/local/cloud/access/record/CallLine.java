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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
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
        for (var line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            if (!line.isEmpty()) {
                calls.add(call(file, line));
            }
        }
        return calls;
    }

    private static JudgedCall call(Path file, String line) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException("%s holds a line that is not JSON: %s".formatted(file, e.getOriginalMessage()), e);
        }
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
