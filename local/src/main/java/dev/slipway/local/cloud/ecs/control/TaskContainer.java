package dev.slipway.local.cloud.ecs.control;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is kept of a container of a task. Mutable; changed only while the controller's lock is held. */
public final class TaskContainer {
    /** Name in the task definition. */
    public String name = "";
    /** Image as declared. */
    public String image = "";
    /** The engine's id; empty before the start. */
    public String runtimeId = "";
    /** PENDING, RUNNING or STOPPED. */
    public String lastStatus = "PENDING";
    /** Of its process; null while there is none. */
    public @Nullable Integer exitCode;
    /** Why it could not start; empty when it could. */
    public String reason = "";
    /** Digest of its image; empty when not known. */
    public String imageDigest = "";
    /** UNKNOWN, HEALTHY or UNHEALTHY. */
    public String healthStatus = "UNKNOWN";
    /** Container port to port on 127.0.0.1. */
    public Map<Integer, Integer> ports = new TreeMap<>();
    /** Log stream; empty without log configuration. */
    public String logStream = "";
}
