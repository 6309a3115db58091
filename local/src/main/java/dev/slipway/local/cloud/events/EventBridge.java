package dev.slipway.local.cloud.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.ServiceSessions;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codepipeline.PipelineStarts;
import dev.slipway.local.cloud.events.Delivery.State;
import dev.slipway.local.cloud.ministack.MinistackEvents;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * The event bus, and the delivery to those targets that ministack does not serve.
 *
 * <p>An event is in the store before {@link #put} returns. It goes to ministack, which has the rules and knows which match; what they
 * deliver to pipelines and builds comes back as a delivery, which is in the store before ministack forgets it. So a kill loses no event,
 * and as every step has an id, none is carried out twice. What further rules send is in the store before an event leaves it.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html">Targets of EventBridge</a>
 */
public final class EventBridge implements EventBus, EventTransactions, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OUTBOX = "events.outbox";
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int CALLS_AT_ONCE = 8;

    /** ministack saves its state once for all of them. */
    private static final int EVENTS_AT_ONCE = 100;

    private final Store store;
    private final MinistackEvents ministack;
    private final ServiceSessions sessions;
    private final CloudClients clients;
    private final FurtherRules further;
    private final DeliveryTable deliveries;
    private final Clock clock;
    private final Duration firstPause;
    private final AtomicLong order = new AtomicLong();
    private final Semaphore waiting = new Semaphore(0);
    private final ExecutorService loops = Executors.newFixedThreadPool(2, EventBridge::thread);
    private final ScheduledThreadPoolExecutor callers =
            new ScheduledThreadPoolExecutor(CALLS_AT_ONCE, EventBridge::thread);
    private volatile boolean closed;

    /**
     * An event bus, which does nothing before {@link #start}.
     *
     * @param store where events and deliveries are kept
     * @param ministack has the rules
     * @param sessions take on the roles of targets
     * @param clients call targets
     * @param further are told of every event of a service of ours
     * @param clock the time
     * @param firstPause how long to wait before a target is called again; it doubles with each call
     */
    public EventBridge(
            Store store,
            MinistackEvents ministack,
            ServiceSessions sessions,
            CloudClients clients,
            FurtherRules further,
            Clock clock,
            Duration firstPause) {
        this.store = store;
        this.ministack = ministack;
        this.sessions = sessions;
        this.clients = clients;
        this.further = further;
        this.deliveries = new DeliveryTable(store, clock);
        this.clock = clock;
        this.firstPause = firstPause;
        callers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "events");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts to deliver, first what an earlier run left.
     *
     * @param pipelines starts pipelines
     */
    public void start(PipelineStarts pipelines) {
        var calls = new TargetCalls(sessions, clients, pipelines);
        deliveries.pending().forEach(id -> callers.execute(() -> call(calls, id)));
        waiting.release();
        loops.execute(() -> loop(() -> sendOutbox(calls)));
        loops.execute(() -> loop(() -> takeDeliveries(calls)));
    }

    @Override
    public void put(Event event) {
        write((transaction, bus) -> {
            bus.put(event);
            return event;
        });
    }

    @Override
    public <T> T write(BiFunction<Transaction, EventBus, T> work) {
        var done = store.write(
                transaction -> work.apply(transaction, event -> transaction.put(OUTBOX, key(), entry(event))));
        waiting.release();
        return done;
    }

    /** An event as ministack keeps it. */
    private static ObjectNode entry(Event event) {
        var entry = Json.object()
                .put("EventId", UUID.randomUUID().toString())
                .put("Source", event.source())
                .put("DetailType", event.detailType())
                .put("Detail", event.detail().toString())
                .put("EventBusName", "default")
                .put("Time", event.time().getEpochSecond())
                .put("Account", Call.ACCOUNT)
                .put("Region", event.region());
        entry.set("Resources", Json.texts(event.resources()));
        return entry;
    }

    /** Events leave in the order in which they came, also those of an earlier run. */
    private String key() {
        var now = clock.millis() * 1_000;
        return "%020d".formatted(order.updateAndGet(last -> Math.max(last + 1, now)));
    }

    /** The newest deliveries, newest first. */
    public List<Delivery> newest(int most) {
        return deliveries.newest(most);
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    /** Repeats a step until the cloud stops; no thread is interrupted, as that would close the files of the store. When ministack is being started again, the step waits for it. */
    private void loop(Step step) {
        var told = false;
        while (!closed) {
            try {
                step.run();
                told = false;
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                if (closed) {
                    return;
                }
                if (!told) {
                    System.err.println("slipway-local: events wait: " + e);
                    told = true;
                }
                waiting.release();
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendOutbox(TargetCalls calls) throws IOException, InterruptedException {
        waiting.acquire();
        waiting.drainPermits();
        if (closed) {
            return;
        }
        var outbox = new ArrayList<>(store.read(view -> view.all(OUTBOX)).entrySet());
        for (int sent = 0; sent < outbox.size(); sent += EVENTS_AT_ONCE) {
            send(calls, outbox.subList(sent, Math.min(sent + EVENTS_AT_ONCE, outbox.size())));
        }
    }

    private void send(TargetCalls calls, List<Map.Entry<String, ObjectNode>> entries)
            throws IOException, InterruptedException {
        ministack.put(entries.stream().map(Map.Entry::getValue).toList());
        var events = new TreeMap<String, ObjectNode>();
        for (var entry : entries) {
            events.put(entry.getKey(), asRulesSeeIt(entry.getValue()));
        }
        var fresh = store.write(transaction -> {
            var added = new ArrayList<String>();
            events.forEach((key, event) -> {
                transaction.remove(OUTBOX, key);
                added.addAll(deliveries.add(transaction, event, further.messages(transaction, event)));
            });
            return added;
        });
        if (!fresh.isEmpty()) {
            deliveries.dropOldest();
        }
        fresh.forEach(id -> callers.execute(() -> call(calls, id)));
    }

    private static ObjectNode asRulesSeeIt(ObjectNode entry) throws IOException {
        var event = Json.object()
                .put("version", "0")
                .put("id", entry.path("EventId").asText())
                .put("detail-type", entry.path("DetailType").asText())
                .put("source", entry.path("Source").asText())
                .put("account", entry.path("Account").asText())
                .put("time", Instant.ofEpochSecond(entry.path("Time").asLong()).toString())
                .put("region", entry.path("Region").asText());
        event.set("resources", entry.path("Resources"));
        event.set("detail", JSON.readTree(entry.path("Detail").asText()));
        return event;
    }

    private void takeDeliveries(TargetCalls calls) throws IOException, InterruptedException {
        var told = ministack.deliveries(WAIT);
        if (told.isEmpty()) {
            return;
        }
        var fresh = deliveries.take(told);
        deliveries.dropOldest();
        ministack.done(told.properties().stream().map(entry -> entry.getKey()).toList());
        told.properties().stream()
                .filter(entry -> !entry.getValue().path("outcome").asText("").isEmpty())
                .forEach(entry -> warn(
                        entry.getValue().path("rule").asText(),
                        entry.getValue().path("target").path("Arn").asText(),
                        entry.getValue().path("outcome").asText()));
        fresh.forEach(id -> callers.execute(() -> call(calls, id)));
    }

    private void call(TargetCalls calls, String id) {
        try {
            var row = deliveries.require(id);
            var outcome = DeliveryTable.message(row).map(further::send).orElseGet(() -> calls.call(id, row));
            if (outcome instanceof Outcome.Taken taken) {
                deliveries.note(id, State.DELIVERED, taken.result());
            } else if (closed) {
                // What the cloud's own end broke off is done again at the next start.
                return;
            } else if (outcome instanceof Outcome.Refused refused) {
                fail(id, refused.reason());
            } else if (outcome instanceof Outcome.Later later) {
                again(calls, id, row, later.reason());
            }
        } catch (RuntimeException e) {
            if (!closed) {
                e.printStackTrace();
                fail(id, "the local cloud failed: " + e);
            }
        }
    }

    private void again(TargetCalls calls, String id, ObjectNode row, String reason) {
        var target = RuleTarget.of(row.path("target"));
        var attempts = row.path("attempts").asInt();
        var pause = firstPause.multipliedBy(1L << Math.min(attempts, 20));
        var wait = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        var end = Instant.parse(row.path("received").asText()).plus(target.age());
        if (attempts >= target.attempts() || clock.instant().plus(wait).isAfter(end)) {
            fail(id, "given up after %d calls: %s".formatted(attempts + 1, reason));
            return;
        }
        deliveries.note(id, State.PENDING, reason);
        var unused = callers.schedule(() -> call(calls, id), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void fail(String id, String reason) {
        var failed = deliveries.note(id, State.FAILED, reason);
        warn(failed.ruleArn(), failed.targetArn(), reason);
    }

    private static void warn(String rule, String target, String reason) {
        System.err.printf("slipway-local: %s did not reach %s: %s%n", rule, target, reason);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        ministack.close();
        waiting.release();
        loops.shutdown();
        callers.shutdown();
        loops.awaitTermination(5, TimeUnit.SECONDS);
        callers.awaitTermination(5, TimeUnit.SECONDS);
    }
}
