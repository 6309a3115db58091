package dev.slipway.local.cloud.ecs.runtime;

import java.util.Set;
import java.util.TreeSet;

/** The network of a container. */
public sealed interface ContainerNetwork {
    /**
     * A network namespace of its own; the ports are published on free ports of 127.0.0.1, so several tasks may listen
     * on the same container port.
     *
     * @param containerPorts TCP ports that the task's containers listen on
     */
    record Published(Set<Integer> containerPorts) implements ContainerNetwork {
        /** Copies the ports, in ascending order. */
        public Published {
            containerPorts = Set.copyOf(new TreeSet<>(containerPorts));
        }
    }

    /**
     * The network namespace of another container, as the containers of one task share one.
     *
     * @param containerId the other container
     */
    record Shared(String containerId) implements ContainerNetwork {}

    /** The machine's own network: what the container listens on is what others connect to. */
    record Host() implements ContainerNetwork {}
}
