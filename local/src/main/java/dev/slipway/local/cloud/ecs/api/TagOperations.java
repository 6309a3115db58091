package dev.slipway.local.cloud.ecs.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import dev.slipway.local.cloud.ecs.control.Records;
import dev.slipway.local.cloud.ecs.control.ServiceController;
import java.util.Map;
import java.util.TreeMap;

/** Tags of services and tasks. */
final class TagOperations {
    private final ServiceController controller;

    TagOperations(ServiceController controller) {
        this.controller = controller;
    }

    ObjectNode tag(String region, ObjectNode input) throws EcsFault {
        return controller.change(records -> {
            var tags = tags(records, input);
            input.path("tags")
                    .forEach(tag ->
                            tags.put(tag.path("key").asText(), tag.path("value").asText("")));
            return JsonNodeFactory.instance.objectNode();
        });
    }

    ObjectNode untag(String region, ObjectNode input) throws EcsFault {
        return controller.change(records -> {
            var tags = tags(records, input);
            input.path("tagKeys").forEach(key -> tags.remove(key.asText()));
            return JsonNodeFactory.instance.objectNode();
        });
    }

    ObjectNode list(String region, ObjectNode input) throws EcsFault {
        return controller.read(
                records -> JsonNodeFactory.instance.objectNode().set("tags", ServiceShape.tags(tags(records, input))));
    }

    private static Map<String, String> tags(Records records, ObjectNode input) throws EcsFault {
        var arn = ServiceOperations.required(input, "resourceArn");
        if (!records.services.containsKey(arn) && !records.tasks.containsKey(arn)) {
            throw new EcsFault("InvalidParameterException", "The specified resource was not found: %s".formatted(arn));
        }
        return records.tags.computeIfAbsent(arn, key -> new TreeMap<>());
    }
}
