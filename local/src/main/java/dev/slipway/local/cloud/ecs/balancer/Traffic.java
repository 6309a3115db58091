package dev.slipway.local.cloud.ecs.balancer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many requests went to which task since the start, and how many of them failed. Thread-safe. */
public final class Traffic {
    /** Tasks come and go; those that got their first request longest ago are forgotten. */
    private static final int TASKS = 1_000;

    private final Map<String, Count> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > TASKS;
        }
    };

    /**
     * Requests of one task.
     *
     * @param taskId the task; empty for requests that found no target
     * @param requests all of them that ended
     * @param failed those that ended with a status of 500 or more, or without an answer
     */
    public record Count(String taskId, long requests, long failed) {}

    synchronized void count(String taskId, boolean failed) {
        var before = counts.getOrDefault(taskId, new Count(taskId, 0, 0));
        counts.put(taskId, new Count(taskId, before.requests() + 1, before.failed() + (failed ? 1 : 0)));
    }

    /** The counts until now. */
    public synchronized List<Count> counts() {
        return List.copyOf(counts.values());
    }
}
