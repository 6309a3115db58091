package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pipelines by region and name.
 *
 * <p>A row has the current declaration, its version, times, tags and disabled transitions; every version of the
 * declaration also stands in a table of its own.
 */
final class PipelineTable {
    private static final String PIPELINES = "codepipeline.pipelines";
    private static final String VERSIONS = "codepipeline.versions";

    private final Store store;
    private final Clock clock;

    PipelineTable(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Store store() {
        return store;
    }

    JsonNode now() {
        return Json.seconds(clock.instant());
    }

    private static String key(Call call, String name) {
        return call.region() + "/" + name;
    }

    Optional<ObjectNode> find(Transaction view, Call call, String name) {
        return view.get(PIPELINES, key(call, name));
    }

    ObjectNode require(Transaction view, Call call, String name) {
        return find(view, call, name).orElseThrow(() -> missing(name));
    }

    ObjectNode require(Call call, String name) {
        return store.read(view -> require(view, call, name));
    }

    private static AwsException missing(String name) {
        return new AwsException(
                "PipelineNotFoundException",
                "Account '%s' does not have a pipeline with name '%s'".formatted(Call.ACCOUNT, name));
    }

    List<ObjectNode> all(Call call) {
        return store.read(view -> view.all(PIPELINES)).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(call.region() + "/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    void put(Transaction transaction, Call call, ObjectNode row) {
        transaction.put(PIPELINES, key(call, nameOf(row)), row);
    }

    static String nameOf(ObjectNode row) {
        return row.at("/pipeline/name").asText();
    }

    void putVersion(Transaction transaction, Call call, ObjectNode row) {
        put(transaction, call, row);
        transaction.put(
                VERSIONS,
                versionKey(call, nameOf(row), row.at("/pipeline/version").asInt()),
                row);
    }

    private static String versionKey(Call call, String name, int version) {
        return "%s/%08d".formatted(key(call, name), version);
    }

    Optional<ObjectNode> version(Call call, String name, int version) {
        return store.read(view -> view.get(VERSIONS, versionKey(call, name, version)));
    }

    void remove(Transaction transaction, Call call, String name) {
        transaction.remove(PIPELINES, key(call, name));
        var prefix = key(call, name) + "/";
        transaction.all(VERSIONS).keySet().stream()
                .filter(version -> version.startsWith(prefix))
                .forEach(version -> transaction.remove(VERSIONS, version));
    }
}
