package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.api.AwsException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tags may be moved to another image. */
final class TagMutability {
    private TagMutability() {}

    static void checkFilters(String mutability, JsonNode input) {
        var filters = input.path("imageTagMutabilityExclusionFilters").size();
        if (mutability.endsWith("_WITH_EXCLUSION") == (filters == 0)) {
            throw new AwsException(
                    "InvalidParameterException",
                    "imageTagMutability is %s with %d imageTagMutabilityExclusionFilters, expected filters with an exclusion and none without"
                            .formatted(mutability, filters));
        }
    }

    /** Whether a tag of this repository stays with its image. */
    static boolean immutable(JsonNode repository, String tag) {
        var excluded = false;
        for (var filter : repository.path("imageTagMutabilityExclusionFilters")) {
            excluded |= wildcards(filter.path("filter").asText()).matcher(tag).matches();
        }
        return repository.path("imageTagMutability").asText().startsWith("IMMUTABLE") != excluded;
    }

    private static Pattern wildcards(String filter) {
        return Pattern.compile(
                Stream.of(filter.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
