package dev.slipway.iam.catalog;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.slipway.iam.Wildcard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The actions of one service, by their names in lower case. */
final class ServiceActions {
    /** Elsewhere actions take the ARNs of narrower types too, as Lambda's take those of a function's versions. */
    private static final Set<String> TYPES_EXCLUDE_NARROWER = Set.of("codepipeline", "dynamodb", "logs", "s3");

    private final Map<String, ActionInfo> byLowerName;

    private ServiceActions(Map<String, ActionInfo> byLowerName) {
        this.byLowerName = byLowerName;
    }

    static ServiceActions read(String service) {
        JsonObject file = CatalogFile.read(service + ".json");
        List<String> keys = CatalogFile.strings(file.get("keys"));
        Map<String, ResourceType> types = types(service, file.getAsJsonObject("resources"), keys);
        Map<String, ActionInfo> actions = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry :
                file.getAsJsonObject("actions").entrySet()) {
            ActionInfo action = action(service, entry.getKey(), entry.getValue().getAsJsonArray(), types, keys);
            actions.put(entry.getKey().toLowerCase(Locale.ROOT), action);
        }
        return new ServiceActions(actions);
    }

    private static Map<String, ResourceType> types(String service, JsonObject resources, List<String> keys) {
        Map<String, String> patterns = new LinkedHashMap<>();
        resources
                .entrySet()
                .forEach(entry -> patterns.put(
                        entry.getKey(),
                        stars(entry.getValue().getAsJsonArray().get(0).getAsString())));
        Map<String, ResourceType> types = new LinkedHashMap<>();
        patterns.forEach((name, pattern) -> {
            JsonArray entry = resources.getAsJsonArray(name);
            String arn = entry.get(0).getAsString();
            types.put(
                    name,
                    new ResourceType(
                            name,
                            arn,
                            Wildcard.ofArnTemplate(arn),
                            TYPES_EXCLUDE_NARROWER.contains(service) ? narrower(pattern, patterns.values()) : List.of(),
                            named(entry.get(1), keys)));
        });
        return types;
    }

    private static List<Wildcard> narrower(String pattern, Collection<String> patterns) {
        if (!pattern.endsWith("*")) {
            return List.of();
        }
        String start = pattern.substring(0, pattern.length() - 1);
        return patterns.stream()
                .filter(other -> other.startsWith(start) && !other.equals(pattern))
                .distinct()
                .map(Wildcard::of)
                .toList();
    }

    private static String stars(String template) {
        StringBuilder pattern = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int start = template.indexOf("${", at);
            int end = start < 0 ? -1 : template.indexOf('}', start);
            if (end < 0) {
                return pattern.append(template, at, template.length()).toString();
            }
            pattern.append(template, at, start).append('*');
            at = end + 1;
        }
        return pattern.toString();
    }

    private static ActionInfo action(
            String service, String name, JsonArray entry, Map<String, ResourceType> types, List<String> keys) {
        List<ResourceType> taken = new ArrayList<>();
        List<String> required = new ArrayList<>();
        Set<String> allKeys = new LinkedHashSet<>(named(entry.get(2), keys));
        for (String use : CatalogFile.strings(entry.get(1))) {
            String typeName = use.endsWith("*") ? use.substring(0, use.length() - 1) : use;
            ResourceType type = types.get(typeName);
            if (type == null) {
                throw new IllegalStateException("action " + service + ":" + name + " takes resource type " + typeName
                        + ", which the data of the service lacks; run tools/iam-data/generate.py again");
            }
            taken.add(type);
            allKeys.addAll(type.conditionKeys());
            if (use.endsWith("*")) {
                required.add(typeName);
            }
        }
        return new ActionInfo(
                service,
                name,
                AccessLevel.ofCode(entry.get(0).getAsString()),
                taken,
                required,
                List.copyOf(allKeys),
                CatalogFile.strings(entry.get(3)));
    }

    private static List<String> named(JsonElement numbers, List<String> keys) {
        List<String> named = new ArrayList<>();
        for (JsonElement number : numbers.getAsJsonArray()) {
            named.add(keys.get(number.getAsInt()));
        }
        return named;
    }

    Map<String, ActionInfo> byLowerName() {
        return byLowerName;
    }
}
