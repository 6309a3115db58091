package dev.slipway.local.cloud.ecs.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulates until a container engine is there: who installs or starts one while the cloud runs need not start the cloud again. The simulated
 * containers are unknown to the engine then, so that services replace their tasks by real ones.
 */
final class AwaitedRuntime implements ContainerRuntime {
    /** A client whose daemon is away is a process each time. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(AwaitedRuntime.class);

    private final Search search;
    private final Clock clock;
    private volatile ContainerRuntime current;
    private Instant looked;

    /** Looks for an engine; answers with a simulated one when there is none. */
    interface Search {
        /** What is there now. */
        ContainerRuntime find() throws InterruptedException;
    }

    AwaitedRuntime(ContainerRuntime simulated, Search search, Clock clock) {
        this.current = simulated;
        this.search = search;
        this.clock = clock;
        this.looked = clock.instant();
    }

    private synchronized void look() throws InterruptedException {
        var now = clock.instant();
        if (!current.simulated() || now.isBefore(looked.plus(PAUSE))) {
            return;
        }
        looked = now;
        ContainerRuntime found;
        try {
            found = search.find();
        } catch (IllegalArgumentException unusable) {
            LOG.warn("tasks stay simulated: {}", unusable.getMessage());
            return;
        }
        if (!found.simulated()) {
            LOG.info("{} is there now: it runs the tasks from now on", found.description());
            current = found;
        }
    }

    @Override
    public String description() {
        return current.description();
    }

    @Override
    public boolean simulated() {
        return current.simulated();
    }

    @Override
    public void pull(ImagePull pull) throws ContainerFailure, InterruptedException {
        current.pull(pull);
    }

    @Override
    public String start(ContainerSpec spec) throws ContainerFailure, InterruptedException {
        return current.start(spec);
    }

    @Override
    public @Nullable ContainerInfo inspect(String id) throws ContainerFailure, InterruptedException {
        return current.inspect(id);
    }

    /** Asked again and again as long as there are tasks: the moment to look. */
    @Override
    public List<ContainerInfo> list(String cloud) throws ContainerFailure, InterruptedException {
        look();
        return current.list(cloud);
    }

    @Override
    public int exec(String id, List<String> command, Duration timeout) throws ContainerFailure, InterruptedException {
        return current.exec(id, command, timeout);
    }

    @Override
    public void stop(String id, Duration timeout) throws ContainerFailure, InterruptedException {
        current.stop(id, timeout);
    }

    @Override
    public void remove(String id) throws ContainerFailure, InterruptedException {
        current.remove(id);
    }

    @Override
    public LogStream logs(String id, Instant since, Consumer<LogLine> lines) throws ContainerFailure {
        return current.logs(id, since, lines);
    }
}
