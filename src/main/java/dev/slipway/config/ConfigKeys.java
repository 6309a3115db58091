package dev.slipway.config;

import com.google.gson.JsonParser;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a stack's configuration has. Pulumi's SDK for Java can look a key up but not list them, and only a list
 * shows a misspelt one; so they are read from the variables that the SDK reads them from.
 */
public final class ConfigKeys {
    /** The environment variable in which Pulumi hands a program its configuration. */
    public static final String VARIABLE = "PULUMI_CONFIG";

    /** The environment variable that lists the keys that have a secret value, or a secret somewhere in their value. */
    public static final String SECRET_VARIABLE = "PULUMI_CONFIG_SECRET_KEYS";

    private ConfigKeys() {}

    /** The keys that are set, each with its namespace; none when Pulumi set no variable. */
    public static Set<String> of(@Nullable String variable) {
        if (variable == null || variable.isBlank()) {
            return Set.of();
        }
        return Set.copyOf(JsonParser.parseString(variable).getAsJsonObject().keySet());
    }

    /** The keys with a secret; none when Pulumi set no variable. */
    public static Set<String> secret(@Nullable String variable) {
        var keys = new LinkedHashSet<String>();
        if (variable != null && !variable.isBlank()) {
            JsonParser.parseString(variable).getAsJsonArray().forEach(key -> keys.add(key.getAsString()));
        }
        return Set.copyOf(keys);
    }
}
