package dev.slipway.local.cloud.ecs.scheduler;

/**
 * The states of a task in the order of its life.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html">Task lifecycle</a>
 */
public enum TaskStatus {
    /** Accepted; nothing was done yet. */
    PROVISIONING,
    /** Images are pulled and containers started. */
    PENDING,
    /** Containers run; the task is being registered in its target groups. */
    ACTIVATING,
    /** Runs. */
    RUNNING,
    /** Being deregistered from its target groups; connections drain. */
    DEACTIVATING,
    /** Containers were told to stop. */
    STOPPING,
    /** Containers are being removed. */
    DEPROVISIONING,
    /** Gone; the record stays for a while. */
    STOPPED;

    /** Whether the task counts against the maximum percent: ECS counts RUNNING and what leads to it. */
    public boolean countsAgainstCeiling() {
        return compareTo(RUNNING) <= 0;
    }

    /** Whether ECS shows the task as pending: on its way to RUNNING. */
    public boolean pending() {
        return compareTo(RUNNING) < 0;
    }
}
