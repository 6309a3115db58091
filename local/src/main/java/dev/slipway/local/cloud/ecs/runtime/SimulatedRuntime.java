package dev.slipway.local.cloud.ecs.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tasks without containers, for a machine that has no container engine: every container "runs" until it is stopped, and
 * every health check passes. Whoever shows such a task says that it is simulated.
 */
public final class SimulatedRuntime implements ContainerRuntime {
    private final Map<String, ContainerInfo> containers = new ConcurrentHashMap<>();
    private final Clock clock;

    /** Makes one. */
    public SimulatedRuntime(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String description() {
        return "simulated";
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public void pull(ImagePull pull) {
        // No engine, no image: only the reference is kept in the records.
    }

    @Override
    public String start(ContainerSpec spec) {
        var id = UUID.randomUUID().toString().replace("-", "");
        containers.put(id, new ContainerInfo(id, spec.labels(), true, null, clock.instant(), Map.of(), null));
        return id;
    }

    @Override
    public @Nullable ContainerInfo inspect(String id) {
        return containers.get(id);
    }

    @Override
    public List<ContainerInfo> list(String cloud) {
        return containers.values().stream()
                .filter(info -> cloud.equals(info.labels().get(Labels.CLOUD)))
                .toList();
    }

    @Override
    public int exec(String id, List<String> command, Duration timeout) {
        return 0;
    }

    @Override
    public void stop(String id, Duration timeout) {
        containers.computeIfPresent(
                id,
                (key, info) ->
                        new ContainerInfo(id, info.labels(), false, 0, info.startedAt(), Map.of(), info.imageDigest()));
    }

    @Override
    public void remove(String id) {
        containers.remove(id);
    }

    @Override
    public LogStream logs(String id, Instant since, Consumer<LogLine> lines) {
        return new LogStream() {
            @Override
            public void awaitEnd(Duration limit) {
                // There is no line to wait for.
            }

            @Override
            public void close() {
                // There is nothing that runs.
            }
        };
    }
}
