package dev.slipway.local.cloud.ecs.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import java.util.List;

/** Pages of ARNs with {@code maxResults} and {@code nextToken}. */
final class Pages {
    private Pages() {}

    static ObjectNode of(String member, List<String> arns, ObjectNode input, int usual) throws EcsFault {
        var size = input.path("maxResults").asInt(usual);
        if (size < 1 || size > 100) {
            throw new EcsFault(
                    "InvalidParameterException", "maxResults is %d, expected 1 to 100: correct it".formatted(size));
        }
        int start;
        try {
            start = Integer.parseInt(input.path("nextToken").asText("0"));
        } catch (NumberFormatException e) {
            throw new EcsFault(
                    "InvalidParameterException", "nextToken is invalid, expected one that this operation answered");
        }
        var end = Math.min(arns.size(), start + size);
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray(member);
        arns.subList(Math.min(start, end), end).forEach(list::add);
        if (end < arns.size()) {
            answer.put("nextToken", Integer.toString(end));
        }
        return answer;
    }
}
