package dev.slipway.local.cloud.codepipeline.execution.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.codebuild.execution.model.EnvironmentVariable;
import dev.slipway.local.cloud.store.JsonEnd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * The setting {@code EnvironmentVariables} of a CodeBuild action: a JSON array of name, value and type.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeBuild.html">CodeBuild action</a>
 */
public final class VariablesSetting {
    /** Its name. */
    public static final String NAME = "EnvironmentVariables";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<EnvironmentVariable.Type> TYPES = Arrays.asList(EnvironmentVariable.Type.values());

    private VariablesSetting() {}

    /**
     * Reads the setting; an empty one has no variables.
     *
     * @throws IllegalArgumentException with what is wrong, if it is anything else
     */
    public static List<EnvironmentVariable> read(String json) {
        var variables = new ArrayList<EnvironmentVariable>();
        var names = new HashSet<String>();
        if (!json.isEmpty()) {
            for (var node : array(json)) {
                var variable = variable(node, variables.size());
                if (!names.add(variable.name())) {
                    throw wrong("the variable %s stands twice".formatted(variable.name()));
                }
                variables.add(variable);
            }
        }
        return variables;
    }

    private static JsonNode array(String json) {
        try {
            var array = JSON.readTree(json);
            if (array.isArray()) {
                return array;
            }
        } catch (JsonProcessingException noJson) {
            throw wrong("it is no JSON from %s on".formatted(JsonEnd.of(noJson)));
        }
        throw wrong("it is no array");
    }

    private static EnvironmentVariable variable(JsonNode node, int index) {
        var name = node.path("name");
        var value = node.path("value");
        var type = node.path("type").asText("PLAINTEXT");
        if (!name.isTextual() || !value.isTextual()) {
            throw wrong("entry %d lacks a text for name or value".formatted(index));
        }
        if (TYPES.stream().noneMatch(one -> one.name().equals(type))) {
            throw wrong("entry %d has the type '%s', expected one of %s".formatted(index, type, TYPES));
        }
        try {
            return new EnvironmentVariable(name.asText(), EnvironmentVariable.Type.valueOf(type), value.asText());
        } catch (IllegalArgumentException e) {
            throw wrong("entry %d: %s".formatted(index, e.getMessage()));
        }
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("%s is not a JSON array of name, value and type: %s".formatted(NAME, why));
    }
}
