package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The action types of AWS that a pipeline may use: how many artifacts each takes and makes, and its settings. They stand in {@code
 * action-types.json}, each with the page that it is from.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html">Action structure
 *     reference</a>
 */
final class ActionTypes {
    private static final String FILE = "action-types.json";
    private static final int PAGE = 100;

    /** The types by what an action says it is. */
    static final Map<String, ActionType> BY_ID = read();

    /** Names of settings that are not shown again. */
    static final Set<String> SECRET = secret();

    private ActionTypes() {}

    private static Map<String, ActionType> read() {
        try (var stream = Objects.requireNonNull(ActionTypes.class.getResourceAsStream(FILE), FILE)) {
            var types = new TreeMap<String, ActionType>();
            new ObjectMapper().readTree(stream).path("types").forEach(node -> {
                var type = ActionType.of(node);
                types.put(type.id(), type);
            });
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private static Set<String> secret() {
        var names = new TreeSet<String>();
        BY_ID.values().forEach(type -> names.addAll(type.secret()));
        return names;
    }

    static String id(String category, String owner, String provider) {
        return String.join("/", category, owner, provider);
    }

    static JsonNode list(Call call) {
        var owner = call.text("actionOwnerFilter");
        var types = BY_ID.values().stream()
                .filter(type -> owner.isEmpty() || owner.equals(type.owner()))
                .map(ActionTypes::describe)
                .toList();
        return Page.of(types, call.text("nextToken"), PAGE, "actionTypes", "nextToken", "InvalidNextTokenException");
    }

    private static ObjectNode describe(ActionType type) {
        var described = Json.object();
        described.set(
                "id",
                Json.object()
                        .put("category", type.category())
                        .put("owner", type.owner())
                        .put("provider", type.provider())
                        .put("version", "1"));
        var properties = described.putArray("actionConfigurationProperties");
        type.required().forEach(name -> properties.add(property(type, name, true)));
        type.optional().forEach(name -> properties.add(property(type, name, false)));
        described.set("inputArtifactDetails", artifacts(type.inputs()));
        described.set("outputArtifactDetails", artifacts(type.outputs()));
        return described;
    }

    private static ObjectNode property(ActionType type, String name, boolean required) {
        return Json.object()
                .put("name", name)
                .put("required", required)
                .put("key", true)
                .put("secret", type.secret().contains(name));
    }

    private static ObjectNode artifacts(ActionType.Count count) {
        return Json.object().put("minimumCount", count.least()).put("maximumCount", count.most());
    }
}
