package dev.slipway.config;

import com.google.gson.JsonParser;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a stack's configuration has. Pulumi's SDK for Java can look a key up but not list them, and only a list
 * shows a misspelt one; so they are read from the variable that the SDK reads them from.
 */
public final class ConfigKeys {
    /** The environment variable in which Pulumi hands a program its configuration. */
    public static final String VARIABLE = "PULUMI_CONFIG";

    private ConfigKeys() {}

    /** The keys in our namespace, without it; none when Pulumi set no variable. */
    public static Set<String> of(@Nullable String variable) {
        if (variable == null || variable.isBlank()) {
            return Set.of();
        }
        var prefix = ConfigReader.NAMESPACE + ":";
        return JsonParser.parseString(variable).getAsJsonObject().keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
