package dev.slipway.local.cloud.ecs.balancer;

/**
 * A target on loopback.
 *
 * @param taskId task that it belongs to
 * @param port port on 127.0.0.1; 0 for a simulated task, which nothing listens for
 * @param containerPort port inside the task
 */
public record Target(String taskId, int port, int containerPort) {
    /** The target's id in the target group: its address. */
    public String id() {
        return "127.0.0.1";
    }

    /** Whether nothing listens, because there is no container engine. */
    public boolean simulated() {
        return port == 0;
    }
}
