package dev.slipway.policies.rules.ecs;

import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Verdict;
import java.util.Map;
import java.util.function.BiConsumer;

/** The containers of a task definition. */
final class Containers {
    /** The type of task definitions. */
    static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";

    private Containers() {}

    /** Runs a check on every container; what cannot be read is noted as not judged. */
    static Verdict each(ResourceView task, BiConsumer<Property, Findings> check) {
        Findings findings = new Findings();
        findings.tryOnce(() -> findings.tryEach(
                task.get("containerDefinitions").json().items(), container -> check.accept(container, findings)));
        return findings.verdict();
    }

    /** A field of a container; ECS reads names in any case. */
    static Property get(Property container, String name) {
        Property field = container.field(name);
        if (field.isPresent()) {
            return field;
        }
        return container.fields().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(field);
    }

    /** The container's name, which suppressions can name. */
    static String name(Property container) {
        Property name = get(container, "name");
        return name.isKnown() ? name.text("") : "";
    }
}
