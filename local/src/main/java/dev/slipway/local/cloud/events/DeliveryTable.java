package dev.slipway.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.events.Delivery.State;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The deliveries, those that are to be made and the last that were. */
final class DeliveryTable {
    private static final String TABLE = "events.deliveries";
    private static final String STATE = "state";
    private static final String MESSAGE = "message";
    private static final int KEPT = 1_000;
    private static final int DROPPED_AT_ONCE = 200;

    private final Store store;
    private final Clock clock;

    DeliveryTable(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Keeps what ministack tells, and names what is new and still to be made. */
    List<String> take(JsonNode told) {
        return store.write(transaction -> told.properties().stream()
                .filter(one -> transaction.get(TABLE, one.getKey()).isEmpty())
                .filter(one -> {
                    ObjectNode row = one.getValue().deepCopy();
                    row.put("received", clock.instant().toString()).put("attempts", 0);
                    var outcome = row.path("outcome");
                    row.put(STATE, (outcome.isNull() ? State.PENDING : outcome(outcome.asText())).name());
                    row.put("result", outcome.asText(""));
                    row.remove("outcome");
                    transaction.put(TABLE, one.getKey(), row);
                    return outcome.isNull();
                })
                .map(Map.Entry::getKey)
                .toList());
    }

    /** Keeps what further rules send because of an event, and names it. */
    List<String> add(Transaction transaction, ObjectNode event, List<FurtherRules.Message> messages) {
        return messages.stream()
                .map(message -> {
                    var id = UUID.randomUUID().toString();
                    var row = Json.object().put("rule", message.ruleArn()).put(MESSAGE, message.text());
                    row.putObject("target").put("Arn", message.targetArn());
                    row.set("event", event);
                    row.put("received", clock.instant().toString()).put("attempts", 0);
                    transaction.put(
                            TABLE, id, row.put(STATE, State.PENDING.name()).put("result", ""));
                    return id;
                })
                .toList();
    }

    /** The message that a delivery is of; empty when it is of a rule of EventBridge. */
    static Optional<FurtherRules.Message> message(ObjectNode row) {
        return row.has(MESSAGE)
                ? Optional.of(new FurtherRules.Message(
                        row.path("rule").asText(),
                        row.path("target").path("Arn").asText(),
                        row.path(MESSAGE).asText()))
                : Optional.empty();
    }

    private static State outcome(String refused) {
        return refused.isEmpty() ? State.DELIVERED : State.FAILED;
    }

    /** What a kill left to be made. */
    List<String> pending() {
        return store.read(view -> view.all(TABLE)).entrySet().stream()
                .filter(entry -> state(entry.getValue()) == State.PENDING)
                .map(Map.Entry::getKey)
                .toList();
    }

    ObjectNode require(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("there is no delivery " + id));
    }

    Optional<ObjectNode> find(String id) {
        return store.read(view -> view.get(TABLE, id));
    }

    /** Notes how a call of the target went; the oldest that are over are dropped when there are too many. */
    Delivery note(String id, State state, String result) {
        return store.write(transaction -> {
            var row = transaction
                    .get(TABLE, id)
                    .orElseThrow(() -> new IllegalStateException("there is no delivery " + id));
            row.put(STATE, state.name()).put("result", result);
            row.put("attempts", row.path("attempts").asInt() + 1);
            transaction.put(TABLE, id, row);
            return delivery(id, row);
        });
    }

    void dropOldest() {
        store.write(transaction -> {
            var over = transaction.all(TABLE).entrySet().stream()
                    .filter(entry -> state(entry.getValue()) != State.PENDING)
                    .sorted(Comparator.comparing(
                            entry -> entry.getValue().path("received").asText()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (over.size() > KEPT + DROPPED_AT_ONCE) {
                over.subList(0, over.size() - KEPT).forEach(id -> transaction.remove(TABLE, id));
            }
            return over;
        });
    }

    /** The newest deliveries, newest first. */
    List<Delivery> newest(int most) {
        return store.read(view -> view.all(TABLE)).entrySet().stream()
                .map(entry -> delivery(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Delivery::received).reversed())
                .limit(most)
                .toList();
    }

    private static State state(ObjectNode row) {
        return State.valueOf(row.path(STATE).asText());
    }

    private static Delivery delivery(String id, ObjectNode row) {
        return new Delivery(
                id,
                row.path("rule").asText(),
                row.path("target").path("Arn").asText(),
                row.path("event") instanceof ObjectNode event ? event : Json.object(),
                state(row),
                row.path("attempts").asInt(),
                row.path("result").asText(),
                Instant.parse(row.path("received").asText()));
    }
}
