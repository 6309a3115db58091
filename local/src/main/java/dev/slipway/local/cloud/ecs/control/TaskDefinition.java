package dev.slipway.local.cloud.ecs.control;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a task definition revision that running it needs.
 *
 * @param arn ARN of the revision
 * @param family its family
 * @param networkMode {@code awsvpc}, {@code bridge}, {@code host} or {@code none}
 * @param executionRoleArn role that pulls images, writes logs and reads secrets; empty when there is none
 * @param taskRoleArn role of the application; empty when there is none
 * @param cpu as declared; empty when not
 * @param memory as declared; empty when not
 * @param containers its container definitions
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html">TaskDefinition</a>
 */
public record TaskDefinition(
        String arn,
        String family,
        String networkMode,
        String executionRoleArn,
        String taskRoleArn,
        String cpu,
        String memory,
        List<ContainerDefinition> containers) {
    /** Copies the containers. */
    public TaskDefinition {
        containers = List.copyOf(containers);
    }

    /** The container of that name. */
    public Optional<ContainerDefinition> container(String name) {
        return containers.stream()
                .filter(container -> container.name().equals(name))
                .findFirst();
    }
}
