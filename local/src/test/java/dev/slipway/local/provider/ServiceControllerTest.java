package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A service has a deployment controller whether a program names one or not. */
class ServiceControllerTest {
    private static final String TYPE = "aws:ecs/service:Service";
    private static final Map<String, Object> ROLLING = Map.of("type", "ECS");

    @Test
    void theUsualControllerIsNeitherDriftNorAChange() throws IOException {
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            Plugin.Kept cluster = create(plugin, "aws:ecs/cluster:Cluster", Map.of());
            Plugin.Kept task = create(
                    plugin,
                    "aws:ecs/taskDefinition:TaskDefinition",
                    Map.of("family", "controller", "containerDefinitions", "[{\"name\":\"web\",\"image\":\"web:1\"}]"));
            Map<String, Object> program = Map.of(
                    "name",
                    "controller",
                    "cluster",
                    cluster.id(),
                    "desiredCount",
                    0L,
                    "launchType",
                    "EC2",
                    "taskDefinition",
                    String.valueOf(task.outputs().get("arn")));
            Map<String, Object> naming = new TreeMap<>(program);
            naming.put("deploymentController", ROLLING);
            Plugin.Kept kept = create(plugin, TYPE, program);
            try {
                assertThat(kept.outputs()).containsEntry("deploymentController", ROLLING);
                assertThat(plugin.read(TYPE, kept.id(), kept.inputs(), kept.outputs()))
                        .as("refreshed right after its creation")
                        .isEqualTo(kept);
                assertThat(plugin.read(TYPE, kept.id(), Map.of(), Map.of()).inputs())
                        .as("imported")
                        .doesNotContainKey("deploymentController");
                Map<String, Object> named = plugin.check(TYPE, "controller", kept.inputs(), naming);
                assertThat(plugin.diff(TYPE, kept.id(), kept, named))
                        .as("a program that names what is")
                        .isEmpty();
                Plugin.Kept asNamed = new Plugin.Kept(kept.id(), named, kept.outputs());
                assertThat(plugin.diff(TYPE, kept.id(), asNamed, kept.inputs()))
                        .as("a program that no longer names it")
                        .isEmpty();
                naming.put("deploymentController", Map.of("type", "EXTERNAL"));
                assertThat(plugin.diff(TYPE, kept.id(), kept, plugin.check(TYPE, "controller", kept.inputs(), naming)))
                        .isEqualTo(Map.of("deploymentController.type", "UPDATE_REPLACE"));
            } finally {
                plugin.delete(TYPE, kept);
                plugin.delete("aws:ecs/taskDefinition:TaskDefinition", task);
                plugin.delete("aws:ecs/cluster:Cluster", cluster);
            }
        }
    }

    private static Plugin.Kept create(Plugin plugin, String type, Map<String, Object> program) {
        return plugin.create(type, "controller", plugin.check(type, "controller", Map.of(), program));
    }
}
