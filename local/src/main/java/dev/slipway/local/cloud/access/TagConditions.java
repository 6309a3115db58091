package dev.slipway.local.cloud.access;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.iam.evaluation.Policies;
import dev.slipway.local.cloud.access.calls.ResourceTags;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys that a resource's tags give: {@code aws:ResourceTag/KEY} and forms of the service, such as {@code ecr:ResourceTag/KEY},
 * each where AWS documents it for the type of resource.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html">Controlling access by tags</a>
 */
final class TagConditions {
    private static final String FORM = ":resourcetag/";

    private final ResourceTags tags;

    TagConditions(ResourceTags tags) {
        this.tags = tags;
    }

    /** The keys in lower case. Tags are looked up only when a policy asks for them. */
    Map<String, List<String>> of(String action, String resource, Policies policies) {
        if (resource.equals("*") || documents(policies).noneMatch(TagConditions::asksForTags)) {
            return Map.of();
        }
        var forms = forms(action, resource);
        var keys = new HashMap<String, List<String>>();
        if (!forms.isEmpty()) {
            tags.of(resource)
                    .forEach((key, value) ->
                            forms.forEach(form -> keys.put(form + key.toLowerCase(Locale.ROOT), List.of(value))));
        }
        return keys;
    }

    private static Stream<PolicyDocument> documents(Policies policies) {
        return Stream.concat(
                policies.identity().stream(),
                Stream.of(listed(policies.boundary()), listed(policies.session()), listed(policies.resource()))
                        .flatMap(List::stream));
    }

    private static List<PolicyDocument> listed(@Nullable PolicyDocument document) {
        return document == null ? List.of() : List.of(document);
    }

    /** By a condition, or by a variable such as <code>${aws:ResourceTag/team}</code>. */
    private static boolean asksForTags(PolicyDocument document) {
        return document.statements().stream()
                .flatMap(TagConditions::texts)
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(FORM));
    }

    private static Stream<String> texts(Statement statement) {
        return Stream.concat(
                statement.conditions().stream()
                        .flatMap(condition -> Stream.concat(Stream.of(condition.key()), condition.values().stream())),
                Stream.concat(statement.resources().stream(), statement.notResources().stream()));
    }

    /** How the keys of a resource begin. */
    private static Set<String> forms(String action, String resource) {
        return ActionCatalog.get().action(action).stream()
                .flatMap(info -> info.resourceTypes().stream())
                .filter(type -> type.pattern().meets(Wildcard.literal(resource)) == Truth.YES)
                .flatMap(type -> type.conditionKeys().stream())
                .map(key -> key.toLowerCase(Locale.ROOT))
                .filter(key -> key.contains(FORM))
                .map(key -> key.substring(0, key.indexOf(FORM) + FORM.length()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
