package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineKey;
import dev.slipway.local.cloud.codepipeline.execution.driver.Structures;
import dev.slipway.local.cloud.codepipeline.execution.machine.Structure;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pipelines by region and name.
 *
 * <p>A row has the current declaration, its version, times, tags and disabled transitions; every version of the
 * declaration also stands in a table of its own.
 */
final class PipelineTable implements Structures {
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

    static PipelineKey key(Call call, String name) {
        return new PipelineKey(call.region(), name);
    }

    Optional<ObjectNode> find(Transaction view, Call call, String name) {
        return view.get(PIPELINES, key(call, name).path());
    }

    ObjectNode require(Transaction view, Call call, String name) {
        return find(view, call, name).orElseThrow(() -> missing(name));
    }

    ObjectNode require(Transaction view, PipelineKey key) {
        return view.get(PIPELINES, key.path()).orElseThrow(() -> missing(key.name()));
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
        transaction.put(PIPELINES, key(call, nameOf(row)).path(), row);
    }

    static String nameOf(ObjectNode row) {
        return row.at("/pipeline/name").asText();
    }

    void putVersion(Transaction transaction, Call call, ObjectNode row) {
        put(transaction, call, row);
        transaction.put(
                VERSIONS,
                versionKey(key(call, nameOf(row)), row.at("/pipeline/version").asInt()),
                row);
    }

    private static String versionKey(PipelineKey key, int version) {
        return "%s/%08d".formatted(key.path(), version);
    }

    Optional<ObjectNode> version(Call call, String name, int version) {
        return store.read(view -> view.get(VERSIONS, versionKey(key(call, name), version)));
    }

    void remove(Transaction transaction, Call call, String name) {
        transaction.remove(PIPELINES, key(call, name).path());
        var prefix = key(call, name).path() + "/";
        transaction.all(VERSIONS).keySet().stream()
                .filter(version -> version.startsWith(prefix))
                .forEach(version -> transaction.remove(VERSIONS, version));
    }

    /** The structure that a pipeline had under a number. */
    Pipeline structure(Call call, String name, int version) {
        return store.read(view -> structure(view, key(call, name), version));
    }

    private static Pipeline structure(Transaction view, PipelineKey key, int version) {
        return view.get(VERSIONS, versionKey(key, version))
                .map(row -> Pipeline.of(row.get("pipeline")))
                .orElseThrow(() -> new IllegalStateException("no version %d of %s".formatted(version, key)));
    }

    @Override
    public Structure of(Transaction view, PipelineKey key) {
        var row = require(view, key);
        var closed = new HashSet<String>();
        row.path("disabled").fieldNames().forEachRemaining(closed::add);
        var arn = "arn:aws:codepipeline:%s:%s:%s".formatted(key.region(), Call.ACCOUNT, key.name());
        return new Structure(
                key.region(), arn, Pipeline.of(row.get("pipeline")), closed, version -> structure(view, key, version));
    }

    @Override
    public List<PipelineKey> all(Transaction view) {
        return view.all(PIPELINES).keySet().stream()
                .map(path -> path.split("/", 2))
                .map(parts -> new PipelineKey(parts[0], parts[1]))
                .toList();
    }
}
