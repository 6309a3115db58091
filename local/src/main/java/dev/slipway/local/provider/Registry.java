package dev.slipway.local.provider;

import dev.slipway.local.provider.cloudwatch.LogGroupResource;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.iam.RoleResource;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.s3.BucketResource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The one list of what the offline plugin offers. A handler is made when its type is first used. */
public final class Registry {
    private static final Map<String, Supplier<ResourceHandler>> RESOURCES = new TreeMap<>(Map.ofEntries(
            Map.entry("aws:cloudwatch/logGroup:LogGroup", LogGroupResource::new),
            Map.entry("aws:iam/role:Role", RoleResource::new),
            Map.entry("aws:s3/bucketV2:BucketV2", BucketResource::new)));

    private static final Map<String, Supplier<FunctionHandler>> FUNCTIONS = new TreeMap<>(Map.ofEntries());

    private final Map<String, ResourceHandler> resources = new ConcurrentHashMap<>();
    private final Map<String, FunctionHandler> functions = new ConcurrentHashMap<>();

    /** The handler of a resource type. */
    public ResourceHandler resource(String token) {
        Supplier<ResourceHandler> known = RESOURCES.get(token);
        if (known == null) {
            throw new IllegalArgumentException("the offline aws plugin does not offer the resource type " + token
                    + "; leave it out on this stack, or use one of " + String.join(", ", RESOURCES.keySet()));
        }
        return resources.computeIfAbsent(token, unused -> known.get());
    }

    /** The handler of a function. */
    public FunctionHandler function(String token) {
        Supplier<FunctionHandler> known = FUNCTIONS.get(token);
        if (known == null) {
            throw new IllegalArgumentException("the offline aws plugin does not offer the function " + token
                    + "; leave it out on this stack, or use one of " + String.join(", ", FUNCTIONS.keySet()));
        }
        return functions.computeIfAbsent(token, unused -> known.get());
    }

    /** The tokens of all resource types. */
    public static Set<String> resourceTokens() {
        return new TreeSet<>(RESOURCES.keySet());
    }

    /** The tokens of all functions. */
    public static Set<String> functionTokens() {
        return new TreeSet<>(FUNCTIONS.keySet());
    }
}
