package dev.slipway.local.cloud.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;

/** Short ways to make the JSON of an answer. */
public final class Json {
    private Json() {}

    /** A new object without members. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new object with one member. */
    public static ObjectNode object(String name, JsonNode value) {
        return object().set(name, value);
    }

    /** A new array of texts. */
    public static ArrayNode texts(Collection<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** A new array. */
    public static ArrayNode array(Collection<? extends JsonNode> nodes) {
        var array = JsonNodeFactory.instance.arrayNode();
        nodes.forEach(array::add);
        return array;
    }

    /** A time as the JSON protocols write it: seconds since 1970. */
    public static JsonNode seconds(Instant time) {
        return JsonNodeFactory.instance.numberNode(time.toEpochMilli() / 1000.0);
    }

    /** A copy with the named members only, as far as they are there. */
    public static ObjectNode pick(ObjectNode from, Collection<String> members) {
        var picked = object();
        members.stream().filter(from::has).forEach(member -> picked.set(member, from.get(member)));
        return picked;
    }
}
