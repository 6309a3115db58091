package dev.slipway.local.cloud.codepipeline.execution.action;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** A new revision that differs from another one in its images only. */
final class TaskDefinitionCopy {
    private TaskDefinitionCopy() {}

    static RegisterTaskDefinitionRequest of(TaskDefinition from, List<Tag> tags, Map<String, String> images)
            throws ActionFailure {
        var names = from.containerDefinitions().stream()
                .map(ContainerDefinition::name)
                .toList();
        var unknown = new TreeSet<>(images.keySet());
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            throw new ActionFailure(
                    "ConfigurationError",
                    "The image definitions name the containers %s, but task definition %s has %s"
                            .formatted(unknown, from.taskDefinitionArn(), names));
        }
        var containers = from.containerDefinitions().stream()
                .map(container -> container.toBuilder()
                        .image(images.getOrDefault(container.name(), container.image()))
                        .build())
                .toList();
        var copy = RegisterTaskDefinitionRequest.builder()
                .family(from.family())
                .taskRoleArn(from.taskRoleArn())
                .executionRoleArn(from.executionRoleArn())
                .networkMode(from.networkMode())
                .containerDefinitions(containers)
                .volumes(from.volumes())
                .placementConstraints(from.placementConstraints())
                .requiresCompatibilities(from.requiresCompatibilities())
                .cpu(from.cpu())
                .memory(from.memory())
                .pidMode(from.pidMode())
                .ipcMode(from.ipcMode())
                .proxyConfiguration(from.proxyConfiguration())
                .inferenceAccelerators(from.inferenceAccelerators())
                .ephemeralStorage(from.ephemeralStorage())
                .runtimePlatform(from.runtimePlatform());
        // Tags that AWS keeps for itself cannot be given.
        var own = tags.stream().filter(tag -> !tag.key().startsWith("aws:")).toList();
        return own.isEmpty() ? copy.build() : copy.tags(own).build();
    }
}
