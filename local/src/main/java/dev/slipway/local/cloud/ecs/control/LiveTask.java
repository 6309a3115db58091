package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.health.CheckState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of a task only while this process runs. */
final class LiveTask {
    /** Start, then stop: one after the other, whoever asks for them. */
    CompletableFuture<Void> work = CompletableFuture.completedFuture(null);
    /** Health by container name; guarded by the controller's lock. */
    final Map<String, CheckState> health = new HashMap<>();
    /** When the next check of a container is due; guarded by the controller's lock. */
    final Map<String, Instant> nextCheck = new HashMap<>();
    /** Output that is followed, by container name. */
    final Map<String, LogPump> logs = new ConcurrentHashMap<>();
    /** Whether the stop was handed to a worker; guarded by the controller's lock. */
    boolean stopSubmitted;
}
