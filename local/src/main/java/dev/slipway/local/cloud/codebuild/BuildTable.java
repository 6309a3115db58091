package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builds of all regions, and the tokens that they were started with. */
final class BuildTable {
    private static final String BUILDS = "codebuild.builds";
    private static final String TOKENS = "codebuild.buildTokens";
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    /**
     * One build.
     *
     * @param region its region
     * @param build as BatchGetBuilds tells it
     * @param input what StartBuild was given; missing for a pipeline's
     * @param unannounced whether its end is still to be told to the event bus
     */
    record Row(String region, ObjectNode build, Optional<ObjectNode> input, boolean unannounced) {
        String id() {
            return build.path("id").asText();
        }

        boolean complete() {
            return build.path("buildComplete").asBoolean();
        }
    }

    /**
     * What a token started.
     *
     * @param id the build
     * @param input what was asked for then
     */
    record Started(String id, JsonNode input) {}

    private BuildTable() {}

    private static String key(String region, String idOrArn) {
        return region + "/" + idOrArn.replace("arn:aws:codebuild:%s:%s:build/".formatted(region, Call.ACCOUNT), "");
    }

    static Optional<Row> find(Transaction view, String region, String idOrArn) {
        return view.get(BUILDS, key(region, idOrArn)).map(row -> row(region, row));
    }

    private static Row row(String region, ObjectNode row) {
        return new Row(
                region,
                row.withObjectProperty("build"),
                row.has("input") ? Optional.of(row.withObjectProperty("input")) : Optional.empty(),
                row.path("unannounced").asBoolean());
    }

    static void put(Transaction transaction, Row row) {
        var json = Json.object("build", row.build());
        row.input().ifPresent(input -> json.set("input", input));
        if (row.unannounced()) {
            json.put("unannounced", true);
        }
        transaction.put(BUILDS, key(row.region(), row.id()), json);
    }

    static void remove(Transaction transaction, String region, String idOrArn) {
        transaction.remove(BUILDS, key(region, idOrArn));
    }

    /** All builds, of every region. */
    static List<Row> all(Transaction view) {
        return view.all(BUILDS).entrySet().stream()
                .map(entry -> row(entry.getKey().substring(0, entry.getKey().indexOf('/')), entry.getValue()))
                .toList();
    }

    /** What was started with a token that is still good. */
    static Optional<Started> started(Transaction view, String region, String token, Instant now) {
        return view.get(TOKENS, region + "/" + token)
                .filter(row -> !ended(row, now))
                .map(row -> new Started(row.path("id").asText(), row.path("input")));
    }

    private static boolean ended(ObjectNode row, Instant now) {
        return row.has("until") && row.path("until").asLong() < now.toEpochMilli();
    }

    /** Remembers a client's token for some minutes, and a pipeline's as long as there is its build. */
    static void remember(
            Transaction transaction, String region, String token, Started started, boolean forPipeline, Instant now) {
        for (Map.Entry<String, ObjectNode> old : transaction.all(TOKENS).entrySet()) {
            if (ended(old.getValue(), now)) {
                transaction.remove(TOKENS, old.getKey());
            }
        }
        var row = Json.object().put("id", started.id());
        row.set("input", started.input());
        if (!forPipeline) {
            row.put("until", now.plus(TOKEN_LIFE).toEpochMilli());
        }
        transaction.put(TOKENS, region + "/" + token, row);
    }
}
