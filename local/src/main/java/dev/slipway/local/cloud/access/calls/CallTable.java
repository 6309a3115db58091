package dev.slipway.local.cloud.access.calls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.local.cloud.access.AccessRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the operations of one service need. Actions are named like their operations, resources follow from AWS's own list of resource
 * types; a table says where the input has the names, and what is different.
 */
public final class CallTable {
    private final Variables variables;
    private final Map<String, List<String>> actions = new HashMap<>();
    private final Map<String, BiFunction<ApiCall, String, List<String>>> resources = new HashMap<>();
    private final List<BiConsumer<ApiCall, Map<String, List<String>>>> keys = new ArrayList<>();
    private final List<Function<ApiCall, List<AccessRequest>>> further = new ArrayList<>();
    private Set<String> taggedOnCreation = Set.of();

    CallTable(Variables variables) {
        this.variables = variables;
    }

    /** An operation that needs other actions than that of its name. */
    CallTable action(String operation, String... names) {
        actions.put(operation, List.of(names));
        return this;
    }

    /** An action whose resources do not follow from the list. */
    CallTable resource(String action, BiFunction<ApiCall, String, List<String>> arns) {
        resources.put(action, arns);
        return this;
    }

    /** Condition keys that the service brings along. */
    CallTable keys(BiConsumer<ApiCall, Map<String, List<String>>> brought) {
        keys.add(brought);
        return this;
    }

    /** What else a call needs, such as passing on a role. */
    CallTable also(Function<ApiCall, List<AccessRequest>> more) {
        further.add(more);
        return this;
    }

    /** Operations that also need the service's TagResource when they come with tags. */
    CallTable taggedOnCreation(String... operations) {
        taggedOnCreation = Set.of(operations);
        return this;
    }

    /** Everything that a call needs, each of which must be allowed. */
    public List<AccessRequest> requests(ApiCall call) {
        var context = context(call);
        var requests = new ArrayList<AccessRequest>();
        for (var name : actions(call.operation())) {
            requests.add(new AccessRequest(
                    call.region(), call.prefix() + ":" + name, resources(call, name), Map.copyOf(context)));
        }
        if (taggedOnCreation.contains(call.operation()) && context.containsKey("aws:TagKeys")) {
            var tagging = new LinkedHashMap<>(context);
            if (call.prefix().equals("ecs")) {
                tagging.put("ecs:CreateAction", List.of(call.operation()));
            }
            requests.add(new AccessRequest(
                    call.region(), call.prefix() + ":TagResource", resources(call, call.operation()), tagging));
        }
        further.forEach(more -> requests.addAll(more.apply(call)));
        return List.copyOf(requests);
    }

    /** The actions that an operation needs first of all. */
    List<String> actions(String operation) {
        return actions.getOrDefault(operation, List.of(operation));
    }

    private List<String> resources(ApiCall call, String action) {
        var special = resources.get(action);
        return special != null
                ? special.apply(call, action)
                : ActionCatalog.get()
                        .action(call.prefix() + ":" + action)
                        .map(new ResourceArns(call, variables)::of)
                        .orElse(List.of("*"));
    }

    private Map<String, List<String>> context(ApiCall call) {
        Map<String, List<String>> context = new LinkedHashMap<>(RequestTags.of(call.input()));
        keys.forEach(brought -> brought.accept(call, context));
        context.values().removeIf(List::isEmpty);
        return context;
    }

    /** Every text at a path of the input, as values of a condition key. */
    static List<String> values(JsonNode input, String path) {
        return Variables.texts(input, path).filter(text -> !text.isEmpty()).toList();
    }
}
