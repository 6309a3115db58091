package dev.slipway.local.cloud.access.calls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.catalog.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The ARNs that an action is on: those that stand in the input, and those that AWS's templates give with the input's names. */
final class ResourceArns {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

    private final ApiCall call;
    private final Variables variables;

    ResourceArns(ApiCall call, Variables variables) {
        this.call = call;
        this.variables = variables;
    }

    /** The resources; {@code *} when the action takes none, or when they cannot be told. */
    List<String> of(ActionInfo action) {
        Set<String> arns = new LinkedHashSet<>();
        for (var type : action.resourceTypes()) {
            var given = given(type);
            arns.addAll(given);
            arns.addAll(filled(type, given));
        }
        return arns.isEmpty() ? List.of("*") : List.copyOf(arns);
    }

    private List<String> given(ResourceType type) {
        return StreamSupport.stream(call.input().spliterator(), false)
                .flatMap(member ->
                        member.isArray() ? StreamSupport.stream(member.spliterator(), false) : Stream.of(member))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> text.startsWith("arn:") && is(type, text))
                .distinct()
                .toList();
    }

    private static boolean is(ResourceType type, String arn) {
        return type.pattern().meets(Wildcard.literal(arn)) == Truth.YES
                && type.narrower().stream().noneMatch(narrower -> narrower.meets(Wildcard.literal(arn)) == Truth.YES);
    }

    private List<String> filled(ResourceType type, List<String> given) {
        List<String> arns = List.of(type.arn());
        var names = VARIABLE.matcher(type.arn());
        while (names.find()) {
            var name = names.group(1);
            var values = call.surroundings().getOrDefault(name, List.of());
            values = values.isEmpty() ? variables.values(name, call.input(), given) : values;
            var next = new ArrayList<String>();
            for (var arn : arns) {
                values.forEach(value -> next.add(arn.replace("${" + name + "}", value)));
            }
            arns = next;
        }
        return arns;
    }
}
