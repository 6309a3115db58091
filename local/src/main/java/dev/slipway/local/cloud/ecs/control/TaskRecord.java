package dev.slipway.local.cloud.ecs.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.scheduler.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of a task. Mutable; changed only while the controller's lock is held. */
public final class TaskRecord {
    /** Last part of the ARN. */
    public String id = "";
    /** Its ARN. */
    public String arn = "";
    /** Region that it runs in. */
    public String region = "";
    /** Its cluster's ARN. */
    public String clusterArn = "";
    /** ARN of its service; empty for a task that was run by itself. */
    public String serviceArn = "";
    /** Deployment that launched it; empty for a task that was run by itself. */
    public String deploymentId = "";
    /** {@code service:NAME}, or what RunTask said. */
    public String group = "";
    /** Deployment id, or what RunTask said. */
    public String startedBy = "";
    /** ARN of its revision. */
    public String taskDefinitionArn = "";
    /** The revision, once it was read. */
    public @Nullable TaskDefinition definition;
    /** FARGATE or EC2. */
    public String launchType = "";
    /** As RunTask said; empty for tasks of services. */
    public ObjectNode overrides = JsonNodeFactory.instance.objectNode();
    /** Tags, as sent. */
    public List<Tag> tags = new ArrayList<>();
    /** What its containers show to get credentials of the task role; empty until it was accepted. */
    public String credentialsToken = "";
    /** Where it is. */
    public TaskStatus lastStatus = TaskStatus.PROVISIONING;
    /** Whether it was told to stop: its desired status is STOPPED. */
    public boolean stopping;
    /** Whether it stops though nobody asked. */
    public boolean failed;
    /** In ECS's words; empty while it runs. */
    public String stopCode = "";
    /** In ECS's words; empty while it runs. */
    public String stoppedReason = "";
    /** Counts observable changes. */
    public int version = 1;
    /** Whether no container engine runs it. */
    public boolean simulated;
    /** When it was accepted. */
    public Instant createdAt = Instant.EPOCH;
    /** When the first pull began. */
    public @Nullable Instant pullStartedAt;
    /** When the last pull ended. */
    public @Nullable Instant pullStoppedAt;
    /** When it became RUNNING. */
    public @Nullable Instant startedAt;
    /** When it was told to stop. */
    public @Nullable Instant stoppingAt;
    /** When it was gone. */
    public @Nullable Instant stoppedAt;
    /** Its containers, in the order of the task definition. */
    public List<TaskContainer> containers = new ArrayList<>();
    /** Where it registers. */
    public List<TaskTarget> targets = new ArrayList<>();

    /**
     * A tag.
     *
     * @param key its key
     * @param value its value
     */
    public record Tag(String key, String value) {}

    /** The container of that name; null before the task definition was read. */
    @Nullable
    TaskContainer container(String name) {
        return containers.stream()
                .filter(container -> container.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    void moveTo(TaskStatus status) {
        lastStatus = status;
        version++;
    }
}
