package dev.slipway.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.slipway.blueprint.ServiceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the configuration of a stack, and reports every problem at once. */
public final class ConfigReader {
    /** The namespace of the keys in {@code Pulumi.STACK.yaml}. */
    public static final String NAMESPACE = "slipway";

    static final String DEFAULTS = "defaults";
    static final String SERVICES = "services";

    static final RecordKind SERVICE = new RecordKind(ServiceSettings.class);
    static final RecordKind STACK = new RecordKind(StackSettings.class);

    private final String stack;
    private final Function<String, Optional<String>> values;
    private final Problems problems = new Problems();

    private ConfigReader(String stack, Function<String, Optional<String>> values) {
        this.stack = stack;
        this.values = values;
    }

    /**
     * Reads the configuration.
     *
     * @param project name of the Pulumi project
     * @param stack name of the stack
     * @param keys the keys that are set in our namespace, without it; an unknown one is a problem
     * @param values finds the value of a key, as JSON or plain text
     * @throws ConfigException when anything is wrong, with all that is
     */
    public static StackSettings read(
            String project, String stack, Collection<String> keys, Function<String, Optional<String>> values) {
        return new ConfigReader(stack, values).settings(project, keys);
    }

    /** The keys that may be set. */
    public static List<String> keys() {
        var keys = new ArrayList<String>();
        keys.add(DEFAULTS);
        keys.addAll(STACK.kinds().keySet());
        return List.copyOf(keys);
    }

    private StackSettings settings(String project, Collection<String> keys) {
        unknown(keys);
        var defaults = node(DEFAULTS);
        SERVICE.check(defaults, problems);
        var services = services(defaults);
        var rest = STACK.read(withServices(), problems);
        var names = names(project);
        if (names != null) {
            new Conflicts(names, problems).between(services);
        }
        if (rest instanceof StackSettings settings && names != null) {
            var complete = new StackSettings(
                    services, settings.artifacts(), settings.approvals(), settings.trial(), settings.tags());
            new Conflicts(names, problems).within(complete);
            if (problems.count() == 0) {
                return complete;
            }
        }
        throw new ConfigException(stack, problems.list());
    }

    private void unknown(Collection<String> keys) {
        var known = keys();
        keys.stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key -> problems.add(
                        NAMESPACE + ":" + key,
                        "got an unknown setting, expected one of %s%s"
                                .formatted(String.join(", ", known), Nearest.hint(key, known))));
    }

    private Node node(String key) {
        var path = NAMESPACE + ":" + key;
        return values.apply(key).map(text -> Node.of(path, parse(text))).orElseGet(() -> Node.absent(path));
    }

    /** A value that is no JSON is the plain text that Pulumi hands over for a plain YAML value. */
    private static JsonElement parse(String text) {
        try {
            return JsonParser.parseString(text);
        } catch (JsonParseException e) {
            return new JsonPrimitive(text);
        }
    }

    private Map<String, ServiceSettings> services(Node defaults) {
        var node = node(SERVICES);
        if (node.isAbsent() || (node.isMapping() && node.members().isEmpty())) {
            problems.add(
                    node.path(),
                    "got no services, expected at least one: add it to Pulumi.%s.yaml, or select another stack with \"pulumi stack select\""
                            .formatted(stack));
        } else if (!node.isMapping()) {
            problems.add(
                    node.path(), "got %s, expected a mapping from service names to settings".formatted(node.shown()));
        }
        var services = new LinkedHashMap<String, ServiceSettings>();
        node.members().forEach((name, service) -> {
            checkName(name, service);
            var settings = readService(service, defaults);
            if (settings != null) {
                services.put(name, settings);
            }
        });
        return services;
    }

    private void checkName(String name, Node service) {
        try {
            ServiceKey.RULE.check(name);
        } catch (IllegalArgumentException e) {
            problems.add(service.path(), e);
        }
    }

    private @Nullable ServiceSettings readService(Node service, Node defaults) {
        var set = service.isAbsent() ? Node.of(service.path(), new JsonObject()) : service;
        var merged = defaults.isMapping() ? set.over(defaults) : set;
        return SERVICE.read(merged, problems) instanceof ServiceSettings settings ? settings : null;
    }

    /** The stack's settings as one mapping; the services are read by themselves, over the defaults. */
    private Node withServices() {
        var members = new LinkedHashMap<String, Node>();
        STACK.kinds().keySet().stream()
                .filter(key -> !key.equals(SERVICES))
                .forEach(key -> members.put(key, node(key)));
        var services = NAMESPACE + ":" + SERVICES;
        members.put(SERVICES, Node.of(services, new JsonObject()));
        return new Node(NAMESPACE, new JsonObject(), members, List.of());
    }

    private @Nullable ResourceNames names(String project) {
        try {
            return ResourceNames.of(project, stack);
        } catch (IllegalArgumentException e) {
            problems.add("stack " + stack, e);
            return null;
        }
    }
}
