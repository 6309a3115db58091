package dev.slipway.local.cloud.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tags as a list of objects, whose members some services write in lower and some in upper case.
 *
 * @param key name of the member that holds the key
 * @param value name of the member that holds the value
 */
public record Tags(String key, String value) {
    /** As CodeBuild and CodePipeline write them. */
    public static final Tags LOWER = new Tags("key", "value");

    /** As CodeDeploy and CodeConnections write them. */
    public static final Tags UPPER = new Tags("Key", "Value");

    /** The list with tags added; a tag that is there already gets the new value. */
    public ArrayNode merge(JsonNode old, JsonNode added) {
        Map<String, String> merged = new LinkedHashMap<>();
        for (var tags : new JsonNode[] {old, added}) {
            tags.forEach(
                    tag -> merged.put(tag.path(key).asText(), tag.path(value).asText()));
        }
        return list(merged);
    }

    /** The list without the tags of these keys. */
    public ArrayNode without(JsonNode old, JsonNode keys) {
        Map<String, String> left = new LinkedHashMap<>();
        old.forEach(tag -> left.put(tag.path(key).asText(), tag.path(value).asText()));
        keys.forEach(gone -> left.remove(gone.asText()));
        return list(left);
    }

    private ArrayNode list(Map<String, String> tags) {
        return Json.array(tags.entrySet().stream()
                .map(tag -> Json.object().put(key, tag.getKey()).put(value, tag.getValue()))
                .toList());
    }

    /**
     * Refuses tags that AWS refuses.
     *
     * @param tags the tags, all together
     * @param most how many there may be
     * @param tooMany error code for more
     * @param invalid error code for a key that AWS keeps for itself, or that stands twice
     */
    public void check(JsonNode tags, int most, String tooMany, String invalid) {
        if (tags.size() > most) {
            throw new AwsException(tooMany, "%d tags, expected at most %d".formatted(tags.size(), most));
        }
        Map<String, String> seen = new LinkedHashMap<>();
        for (var tag : tags) {
            var name = tag.path(key).asText();
            if (name.startsWith("aws:")) {
                throw new AwsException(invalid, "the tag key %s starts with aws:, which AWS keeps".formatted(name));
            }
            if (seen.put(name, name) != null) {
                throw new AwsException(invalid, "the tag key %s stands twice".formatted(name));
            }
        }
    }
}
