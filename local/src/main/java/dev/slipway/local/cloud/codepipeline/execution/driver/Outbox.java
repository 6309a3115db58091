package dev.slipway.local.cloud.codepipeline.execution.driver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.execution.machine.Notice;
import dev.slipway.local.cloud.events.EventBus;
import dev.slipway.local.cloud.events.EventBus.Event;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;

/** Events that are kept together with the change that they tell of, until the bus has them. After a kill the bus may get one twice. */
final class Outbox {
    private static final String TABLE = "codepipeline.outbox";

    private final Store store;
    private final EventBus bus;
    private long next;

    Outbox(Store store, EventBus bus) {
        this.store = store;
        this.bus = bus;
        this.next = store.read(view -> view.all(TABLE)).keySet().stream()
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }

    /** Adds an event; called within a transaction, whose turn orders the events. */
    void add(Transaction transaction, String region, String pipelineArn, Notice notice) {
        var row = Json.object()
                .put("region", region)
                .put("pipeline", pipelineArn)
                .put("detailType", notice.detailType())
                .put("time", notice.time().toString());
        row.set("detail", notice.detail());
        transaction.put(TABLE, "%019d".formatted(++next), row);
    }

    /** Hands everything over, in order. */
    synchronized void deliver() {
        var waiting = store.read(view -> view.all(TABLE));
        if (waiting.isEmpty()) {
            return;
        }
        waiting.values().forEach(row -> bus.put(event(row)));
        store.write(transaction -> {
            waiting.keySet().forEach(key -> transaction.remove(TABLE, key));
            return waiting;
        });
    }

    private static Event event(ObjectNode row) {
        return new Event(
                row.path("region").asText(),
                "aws.codepipeline",
                row.path("detailType").asText(),
                List.of(row.path("pipeline").asText()),
                (ObjectNode) row.path("detail"),
                Instant.parse(row.path("time").asText()));
    }
}
