package dev.slipway.local.cloud.ecs.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** All that the controller keeps. Mutable; changed only while the controller's lock is held. */
public final class Records {
    /** Names this local cloud on its containers' labels. */
    public String cloud = UUID.randomUUID().toString();
    /** Services by ARN; deleted ones too, until one of that name is made again. */
    public Map<String, ServiceRecord> services = new LinkedHashMap<>();
    /** Tasks by ARN; stopped ones for an hour. */
    public Map<String, TaskRecord> tasks = new LinkedHashMap<>();
    /** Loopback ports of listeners by ARN, so that they stay the same. */
    public Map<String, Integer> listenerPorts = new LinkedHashMap<>();
    /** Account settings by name. */
    public Map<String, String> accountSettings = new LinkedHashMap<>();
    /** Tags of services and tasks by ARN. */
    public Map<String, Map<String, String>> tags = new LinkedHashMap<>();
}
