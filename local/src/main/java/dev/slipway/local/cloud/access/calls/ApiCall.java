package dev.slipway.local.cloud.access.calls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.api.Call;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A request to an AWS API, before it is judged.
 *
 * @param prefix the service as policies write it, such as codebuild
 * @param operation such as StartBuild
 * @param region that it was signed for
 * @param input its members; of the query protocol too, with lists as lists
 */
public record ApiCall(String prefix, String operation, String region, JsonNode input) {
    /** Refuses nothing but absence. */
    public ApiCall {
        Objects.requireNonNull(prefix);
        Objects.requireNonNull(operation);
        Objects.requireNonNull(region);
        Objects.requireNonNull(input);
    }

    /** A text member, or an empty text. */
    String text(String member) {
        return input.path(member).asText("");
    }

    /** What a template of an ARN stands for in this call, as far as it does not depend on the input. */
    Map<String, List<String>> surroundings() {
        return Map.of("Partition", List.of("aws"), "Region", List.of(region), "Account", List.of(Call.ACCOUNT));
    }

    /** The ARN of something of this account in the call's region. */
    String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, Call.ACCOUNT, resource);
    }
}
