package dev.slipway.local.cloud.ecs.balancer;

import dev.slipway.local.cloud.ecs.health.CheckState;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The load balancers of the local cloud: one loopback port for each listener, which passes requests on to healthy
 * targets and lets deregistered ones finish theirs.
 */
public final class LoadBalancers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadBalancers.class);
    private static final Duration TICK = Duration.ofMillis(100);

    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
    private final Map<String, ListenerPort> ports = new ConcurrentHashMap<>();
    private final Map<String, Integer> wishes = new ConcurrentHashMap<>();
    private final TargetGroups groups;
    private final ScheduledExecutorService timer;

    /** Starts without any listener. */
    public LoadBalancers(Clock clock) {
        this.timer = Executors.newScheduledThreadPool(2, work -> {
            var thread = new Thread(work, "target-health");
            thread.setDaemon(true);
            return thread;
        });
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(timer)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        this.groups = new TargetGroups(clock, client);
        var ignored =
                timer.scheduleWithFixedDelay(groups::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Serves exactly these listeners from now on. A listener gets its own port, the one it had before, or a free one when
     * that is taken or not allowed; see {@link #urls()}.
     */
    public synchronized void apply(BalancerConfiguration configuration) {
        groups.replace(configuration.targetGroups());
        Set<String> declared = new LinkedHashSet<>();
        for (var listener : configuration.listeners()) {
            declared.add(listener.arn());
            listeners.put(listener.arn(), listener);
            if (!ports.containsKey(listener.arn())) {
                open(listener);
            }
        }
        for (var arn : List.copyOf(ports.keySet())) {
            if (!declared.contains(arn)) {
                listeners.remove(arn);
                close(arn);
            }
        }
    }

    /** The ports to try first, by listener ARN: those of an earlier run. */
    public void prefer(Map<String, Integer> earlier) {
        wishes.putAll(earlier);
    }

    private void open(Listener listener) {
        var tried = new LinkedHashSet<Integer>();
        if (wishes.containsKey(listener.arn())) {
            tried.add(wishes.get(listener.arn()));
        }
        tried.add(listener.port());
        tried.add(0);
        for (var port : tried) {
            try {
                ports.put(listener.arn(), ListenerPort.open(port, () -> listeners.get(listener.arn()), groups));
                return;
            } catch (Exception e) {
                LOG.debug("listener {} cannot have port {}: {}", listener.arn(), port, e.toString());
            }
        }
        LOG.warn("listener {} is not served: no loopback port could be opened", listener.arn());
    }

    private void close(String arn) {
        var port = ports.remove(arn);
        if (port == null) {
            return;
        }
        try {
            port.close();
        } catch (Exception e) {
            LOG.warn("listener {} did not close: {}", arn, e.toString());
        }
    }

    /** Where each listener answers, by its ARN. */
    public Map<String, URI> urls() {
        var urls = new TreeMap<String, URI>();
        ports.forEach((arn, port) -> urls.put(arn, URI.create("http://127.0.0.1:" + port.port())));
        return urls;
    }

    /** Adds a target; its health checks begin at once. */
    public void register(String targetGroupArn, Target target) {
        groups.register(targetGroupArn, target);
    }

    /** Takes a target out; done when its requests ended, or after the deregistration delay. */
    public CompletableFuture<Void> deregister(String targetGroupArn, Target target) {
        return groups.deregister(targetGroupArn, target);
    }

    /** What the checks of a target say. */
    public CheckState health(String targetGroupArn, Target target) {
        return groups.health(targetGroupArn, target);
    }

    /** What went through all listeners. */
    public Traffic traffic() {
        return groups.traffic();
    }

    /** All targets of a group, draining ones too. */
    public List<TargetDescription> describe(String targetGroupArn) {
        return groups.describe(targetGroupArn);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        for (var arn : List.copyOf(ports.keySet())) {
            close(arn);
        }
    }
}
