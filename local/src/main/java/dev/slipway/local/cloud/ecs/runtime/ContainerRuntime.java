package dev.slipway.local.cloud.ecs.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A container engine. Every method may block; none is called while a lock is held. */
public interface ContainerRuntime {
    /** What users are told: {@code podman 4.3.1}, {@code docker 28.2.2}, {@code simulated}. */
    String description();

    /** Whether containers exist only in the records. */
    boolean simulated();

    /**
     * Brings an image onto this machine; one that is already there by digest is not fetched again.
     *
     * @throws ContainerFailure when the image does not exist or cannot be pulled; the message is the engine's
     */
    void pull(ImagePull pull) throws ContainerFailure, InterruptedException;

    /**
     * Starts a container.
     *
     * @return the engine's id
     * @throws ContainerFailure when the engine refuses; nothing is left behind then
     */
    String start(ContainerSpec spec) throws ContainerFailure, InterruptedException;

    /** What the engine knows of a container; null when it knows none of that id. */
    @Nullable
    ContainerInfo inspect(String id) throws ContainerFailure, InterruptedException;

    /** All containers of one local cloud, stopped ones too. */
    List<ContainerInfo> list(String cloud) throws ContainerFailure, InterruptedException;

    /** Runs a command inside a container, as a container health check does; the result is its exit code. */
    int exec(String id, List<String> command, Duration timeout) throws ContainerFailure, InterruptedException;

    /** Asks a container to stop, and kills it after the timeout. One that is gone is no error. */
    void stop(String id, Duration timeout) throws ContainerFailure, InterruptedException;

    /** Removes a container, killing it when it runs. One that is gone is no error. */
    void remove(String id) throws ContainerFailure, InterruptedException;

    /**
     * Follows the output of a container from a moment on; lines arrive on a thread of their own until the container
     * ends or the result is closed.
     */
    LogStream logs(String id, Instant since, Consumer<LogLine> lines) throws ContainerFailure;
}
