package dev.slipway.local.cloud.ecs.control;

import java.util.Map;

/** Variables that ECS adds to every container of a task, such as where it gets its credentials. */
@FunctionalInterface
public interface TaskEnvironment {
    /** No variables. */
    TaskEnvironment NONE = (task, definition) -> Map.of();

    /** The variables for a task. */
    Map<String, String> variables(TaskRecord task, TaskDefinition definition);
}
