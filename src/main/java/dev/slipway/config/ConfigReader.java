package dev.slipway.config;

import com.google.gson.JsonObject;
import dev.slipway.blueprint.ServiceKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the configuration of a stack, and finds every problem at once. */
public final class ConfigReader {
    /** The namespace of the keys in {@code Pulumi.STACK.yaml}. */
    public static final String NAMESPACE = "slipway";

    static final String DEFAULTS = "defaults";
    static final String SERVICES = "services";

    static final RecordKind SERVICE = new RecordKind(ServiceSettings.class);
    static final RecordKind STACK = new RecordKind(StackSettings.class);

    private final ConfigSource source;
    private final Problems problems = new Problems();

    private ConfigReader(ConfigSource source) {
        this.source = source;
    }

    /** Reads the configuration, as far as it can be read. */
    public static StackReading read(ConfigSource source) {
        return new ConfigReader(source).stack();
    }

    /** The keys that may be set. */
    public static List<String> keys() {
        var keys = new ArrayList<String>();
        keys.add(DEFAULTS);
        keys.addAll(STACK.kinds().keySet());
        return List.copyOf(keys);
    }

    private StackReading stack() {
        unknown(source.keys());
        var aws = new AwsSettings(source);
        var before = problems.count();
        aws.check(problems);
        var canAsk = problems.count() == before;
        var defaults = node(DEFAULTS);
        if (!SecureValue.isRefused(defaults, problems)) {
            SERVICE.check(defaults, problems);
        }
        var services = services(defaults);
        var rest = STACK.reading(withServices(), problems);
        var names = names();
        if (names != null) {
            var conflicts = new Conflicts(names, problems);
            conflicts.between(services, source.cloudPort());
            conflicts.within(services, rest, aws);
        }
        return new StackReading(source.stack(), names, services, rest, problems, canAsk);
    }

    private void unknown(Set<String> keys) {
        var known = keys();
        var prefix = NAMESPACE + ":";
        keys.stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key -> problems.add(
                        prefix + key,
                        "got an unknown setting, expected one of %s%s"
                                .formatted(String.join(", ", known), Nearest.hint(key, known))));
    }

    private Node node(String key) {
        return source.node(NAMESPACE + ":" + key);
    }

    private Map<String, Reading> services(Node defaults) {
        var node = node(SERVICES);
        if (SecureValue.isRefused(node, problems)) {
            return Map.of();
        }
        if (node.isAbsent() || (node.isMapping() && node.members().isEmpty())) {
            problems.add(
                    node.path(),
                    "got no services, expected at least one: add it to Pulumi.%s.yaml, or select another stack with \"pulumi stack select\""
                            .formatted(source.stack()));
        } else if (!node.isMapping()) {
            problems.add(
                    node.path(), "got %s, expected a mapping from service names to settings".formatted(node.shown()));
        }
        var services = new LinkedHashMap<String, Reading>();
        node.members().forEach((name, service) -> {
            checkName(name, service);
            if (!SecureValue.isRefused(service, problems)) {
                services.put(name, readService(service, defaults));
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

    private Reading readService(Node service, Node defaults) {
        var set = service.isAbsent() ? Node.of(service.path(), new JsonObject()) : service;
        return SERVICE.reading(defaults.isMapping() ? set.over(defaults) : set, problems);
    }

    /** The stack's settings as one mapping; the services are read by themselves, over the defaults. */
    private Node withServices() {
        var members = new LinkedHashMap<String, Node>();
        STACK.kinds().keySet().stream()
                .filter(key -> !key.equals(SERVICES))
                .forEach(key -> members.put(key, node(key)));
        members.put(SERVICES, Node.of(NAMESPACE + ":" + SERVICES, new JsonObject()));
        return new Node(NAMESPACE, new JsonObject(), members, List.of(), false);
    }

    private @Nullable ResourceNames names() {
        try {
            return ResourceNames.of(source.project(), source.stack());
        } catch (IllegalArgumentException e) {
            problems.add("stack " + source.stack(), e);
            return null;
        }
    }
}
