package dev.slipway.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * A stack's configuration as Pulumi hands it over.
 *
 * @param project name of the Pulumi project
 * @param stack name of the stack
 * @param keys the keys that are set, each with its namespace; an unknown one of ours is a problem
 * @param values finds the value of a key, as JSON or plain text
 * @param secure the paths that were set with {@code --secret}
 * @param cloudPort the port of the cloud when it is on this machine, where nothing else can listen
 */
public record ConfigSource(
        String project,
        String stack,
        Set<String> keys,
        Function<String, Optional<String>> values,
        Set<String> secure,
        OptionalInt cloudPort) {
    public ConfigSource {
        keys = Set.copyOf(keys);
        secure = Set.copyOf(secure);
    }

    /** The value of a key, with what is secure in it marked. */
    Node node(String key) {
        return values.apply(key).map(text -> Node.of(key, parse(text), secure)).orElseGet(() -> Node.absent(key));
    }

    /** A value that is no JSON is the plain text that Pulumi hands over for a plain YAML value. */
    private static JsonElement parse(String text) {
        try {
            return JsonParser.parseString(text);
        } catch (JsonParseException e) {
            return new JsonPrimitive(text);
        }
    }
}
