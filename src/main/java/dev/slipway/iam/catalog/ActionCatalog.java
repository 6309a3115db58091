package dev.slipway.iam.catalog;

import com.google.gson.JsonObject;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.Wildcard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The actions of the services around a delivery pipeline. A service's file is read when first asked for; asking again is a look-up.
 * Services that AWS has but the data leaves out are known by name only.
 */
public final class ActionCatalog {
    private static final int REMEMBERED = 4096;
    private static final ActionCatalog INSTANCE = new ActionCatalog();
    /** Two prefixes of one service, both in use since AWS renamed it; ARNs of either work with actions of either. */
    private static final Set<String> CONNECTIONS = Set.of("codeconnections", "codestar-connections");

    private final CatalogHeader header;
    private final Set<String> services;
    private final Set<String> otherServices;
    private final Map<String, ServiceActions> loaded = new ConcurrentHashMap<>();
    private final Map<String, List<ActionInfo>> expanded = new ConcurrentHashMap<>();

    private ActionCatalog() {
        JsonObject index = CatalogFile.read("index.json");
        this.header = new CatalogHeader(
                index.get("source").getAsString(),
                index.get("package").getAsString(),
                index.get("version").getAsString(),
                index.get("wheelSha256").getAsString(),
                index.get("fileSha256").getAsString(),
                index.get("retrieved").getAsString());
        this.services = sorted(CatalogFile.strings(index.get("services")));
        this.otherServices = sorted(CatalogFile.strings(index.get("otherServices")));
    }

    private static Set<String> sorted(List<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    /** The catalog of this build. */
    public static ActionCatalog get() {
        return INSTANCE;
    }

    /** Where the data comes from. */
    public CatalogHeader header() {
        return header;
    }

    /** The service prefixes whose actions are known. */
    public Set<String> services() {
        return services;
    }

    /** An action by its full name, in any case; empty when it does not exist or its service is not in the data. */
    public Optional<ActionInfo> action(String fullName) {
        String lower = fullName.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        if (colon < 0 || !services.contains(lower.substring(0, colon))) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                service(lower.substring(0, colon)).byLowerName().get(lower.substring(colon + 1)));
    }

    /** Whether AWS has an action that the pattern matches; unknown for services that the data leaves out. */
    public Truth exists(String actionPattern) {
        if (Unknown.isIn(actionPattern)) {
            return Truth.UNKNOWN;
        }
        if (!expand(actionPattern).isEmpty()) {
            return Truth.YES;
        }
        int colon = actionPattern.indexOf(':');
        if (colon < 0) {
            return Truth.NO;
        }
        Wildcard prefix = Wildcard.ofAction(actionPattern.substring(0, colon));
        return otherServices.stream().anyMatch(other -> prefix.matches(other) == Truth.YES) ? Truth.UNKNOWN : Truth.NO;
    }

    /** Whether AWS has a service with that prefix, as far as the data knows. */
    public boolean serviceExists(String prefix) {
        String lower = prefix.toLowerCase(Locale.ROOT);
        return services.contains(lower) || otherServices.contains(lower);
    }

    /**
     * All known actions that the pattern matches for sure, in the order of services and names. {@code *} is every action in the data,
     * which reads all files the first time.
     */
    public List<ActionInfo> expand(String actionPattern) {
        List<ActionInfo> known = expanded.get(actionPattern);
        if (known == null) {
            known = List.copyOf(expanded(actionPattern));
            if (expanded.size() < REMEMBERED) {
                expanded.put(actionPattern, known);
            }
        }
        return known;
    }

    private List<ActionInfo> expanded(String actionPattern) {
        Wildcard whole = Wildcard.ofAction(actionPattern);
        if (whole.isLiteral()) {
            return action(actionPattern).map(List::of).orElse(List.of());
        }
        int colon = actionPattern.indexOf(':');
        Wildcard prefix = colon < 0 ? whole : Wildcard.ofAction(actionPattern.substring(0, colon));
        List<ActionInfo> actions = new ArrayList<>();
        for (String service : services) {
            if (prefix.matches(service) != Truth.YES) {
                continue;
            }
            service(service).byLowerName().forEach((name, action) -> {
                if (whole.matches(service + ":" + name) == Truth.YES) {
                    actions.add(action);
                }
            });
        }
        return actions;
    }

    private ServiceActions service(String service) {
        return loaded.computeIfAbsent(service, ServiceActions::read);
    }

    /**
     * Whether a {@code Resource} pattern can match a resource that the action takes. An action that takes no resource works with
     * {@code *} alone, so any other pattern is a no.
     */
    public Truth fits(ActionInfo action, String resourcePattern) {
        Wildcard resource = Wildcard.of(resourcePattern);
        if (resource.isAny()) {
            return Truth.YES;
        }
        Truth any = Truth.NO;
        for (ResourceType type : action.resourceTypes()) {
            any = any.or(fits(type, resource));
        }
        if (any == Truth.NO && CONNECTIONS.contains(action.service())) {
            String renamed = resourcePattern.contains(":codestar-connections:")
                    ? resourcePattern.replace(":codestar-connections:", ":codeconnections:")
                    : resourcePattern.replace(":codeconnections:", ":codestar-connections:");
            for (ResourceType type : action.resourceTypes()) {
                any = any.or(fits(type, Wildcard.of(renamed)));
            }
        }
        if (any == Truth.NO && !action.takesResource() && resource.hasUnknown()) {
            return resource.covers(Wildcard.ANY);
        }
        return any;
    }

    private static Truth fits(ResourceType type, Wildcard resource) {
        Truth meets = type.pattern().meets(resource);
        for (Wildcard narrower : type.narrower()) {
            if (meets != Truth.NO && narrower.covers(resource) == Truth.YES) {
                return Truth.NO;
            }
        }
        return meets;
    }
}
