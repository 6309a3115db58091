package dev.slipway;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.pulumi.Context;
import dev.slipway.config.ConfigKeys;
import dev.slipway.config.ConfigSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds a stack's configuration in what Pulumi gives to the program: its values, its variables and its folder. */
final class StackConfiguration {
    private static final String ENDPOINT_VARIABLE = "AWS_ENDPOINT_URL";
    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

    private final Context context;
    private final Map<String, String> environment;
    private final Path folder;

    private StackConfiguration(Context context, Map<String, String> environment, Path folder) {
        this.context = context;
        this.environment = environment;
        this.folder = folder;
    }

    /**
     * The configuration.
     *
     * @param environment the variables of the program
     * @param folder the folder of the project, where {@code Pulumi.STACK.yaml} is
     */
    static ConfigSource of(Context context, Map<String, String> environment, Path folder) {
        return new StackConfiguration(context, environment, folder).source();
    }

    private ConfigSource source() {
        return new ConfigSource(
                context.projectName(),
                context.stackName(),
                ConfigKeys.of(environment.get(ConfigKeys.VARIABLE)),
                this::value,
                secure(),
                cloudPort());
    }

    private Optional<String> value(String key) {
        var parts = key.split(":", 2);
        return context.config(parts[0]).get(parts[1]);
    }

    /** Pulumi tells which keys have secrets in them; where in the value they are, only the stack's file says. */
    private Set<String> secure() {
        var paths = new LinkedHashSet<String>();
        var file = folder.resolve("Pulumi.%s.yaml".formatted(context.stackName()));
        for (var key : ConfigKeys.secret(environment.get(ConfigKeys.SECRET_VARIABLE))) {
            var text = value(key);
            if (text.isPresent()) {
                paths.addAll(SecurePaths.in(file, key, text.get()));
            }
        }
        return Set.copyOf(paths);
    }

    /** The port of the cloud, when it is one on this machine. */
    private OptionalInt cloudPort() {
        for (var endpoint : endpoints()) {
            var uri = URI.create(endpoint);
            var host = String.valueOf(uri.getHost());
            if (uri.getPort() > 0 && (LOOPBACK.contains(host) || host.startsWith("127."))) {
                return OptionalInt.of(uri.getPort());
            }
        }
        return OptionalInt.empty();
    }

    private List<String> endpoints() {
        var endpoints = new ArrayList<String>();
        add(endpoints, environment.get(ENDPOINT_VARIABLE));
        value("aws:endpoints").ifPresent(text -> {
            try {
                JsonParser.parseString(text).getAsJsonArray().forEach(services -> services.getAsJsonObject()
                        .asMap()
                        .values()
                        .forEach(url -> add(endpoints, url.getAsString())));
            } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
                // The provider, whose setting it is, says what is wrong with it.
                endpoints.clear();
            }
        });
        return endpoints;
    }

    private static void add(List<String> endpoints, @Nullable String url) {
        if (url != null && !url.isBlank() && isUri(url)) {
            endpoints.add(url);
        }
    }

    private static boolean isUri(String url) {
        try {
            URI.create(url);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
