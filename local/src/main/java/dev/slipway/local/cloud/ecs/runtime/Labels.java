package dev.slipway.local.cloud.ecs.runtime;

/** The labels by which the controller finds its containers again after a crash. */
public final class Labels {
    /** Id of the local cloud. */
    public static final String CLOUD = "dev.slipway.cloud";
    /** ARN of the task. */
    public static final String TASK = "dev.slipway.task";
    /** Name of the container in its task definition. */
    public static final String CONTAINER = "dev.slipway.container";

    private Labels() {}
}
