package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.codebuild.BuildTable.Row;
import dev.slipway.local.cloud.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Starts, stops, lists and deletes builds. */
final class BuildOperations {
    private static final int PAGE = 100;
    private static final Comparator<JsonNode> BY_AGE = Comparator.<JsonNode>comparingDouble(
                    build -> build.path("startTime").asDouble())
            .thenComparingLong(build -> build.path("buildNumber").asLong());

    private final ProjectOperations projects;
    private final Builds builds;
    private final Store store;

    BuildOperations(ProjectOperations projects, Builds builds, Store store) {
        this.projects = projects;
        this.builds = builds;
        this.store = store;
    }

    JsonNode start(Call call) {
        return Json.object("build", builds.start(call));
    }

    JsonNode stop(Call call) {
        return Json.object("build", builds.stop(call));
    }

    JsonNode retry(Call call) {
        if (!call.has("id")) {
            throw new AwsException(ProjectRules.INVALID, "Invalid build ID: it must be given");
        }
        return Json.object("build", builds.retry(call));
    }

    JsonNode startBatch(Call call) {
        projects.require(call, call.text("projectName"));
        throw new AwsException(
                ProjectRules.INVALID, "the local cloud runs no batch builds: start single ones by StartBuild");
    }

    JsonNode list(Call call) {
        return page(call, build -> true);
    }

    JsonNode listForProject(Call call) {
        var name = projects.require(call, call.text("projectName")).path("name").asText();
        return page(call, build -> build.path("projectName").asText().equals(name));
    }

    private JsonNode page(Call call, Predicate<ObjectNode> wanted) {
        var ids = store.read(BuildTable::all).stream()
                .filter(row -> row.region().equals(call.region()))
                .map(Row::build)
                .filter(wanted)
                .sorted(call.text("sortOrder").equals("ASCENDING") ? BY_AGE : BY_AGE.reversed())
                .map(build -> TextNode.valueOf(build.path("id").asText()))
                .toList();
        return Page.of(ids, call.text("nextToken"), PAGE, "ids", "nextToken", ProjectRules.INVALID);
    }

    JsonNode batchGet(Call call) {
        var found = new ArrayList<ObjectNode>();
        var missing = new ArrayList<String>();
        store.read(view -> {
            call.input().path("ids").forEach(id -> BuildTable.find(view, call.region(), id.asText())
                    .map(Row::build)
                    .ifPresentOrElse(found::add, () -> missing.add(id.asText())));
            return found;
        });
        return Json.object("builds", Json.array(found)).set("buildsNotFound", Json.texts(missing));
    }

    /** Builds that go on are not deleted. */
    JsonNode batchDelete(Call call) {
        var deleted = new ArrayList<String>();
        List<ObjectNode> kept = new ArrayList<>();
        store.write(transaction -> {
            for (var id : call.input().path("ids")) {
                var row = BuildTable.find(transaction, call.region(), id.asText());
                if (row.isPresent() && row.get().complete()) {
                    BuildTable.remove(transaction, call.region(), id.asText());
                    deleted.add(row.get().build().path("arn").asText());
                } else {
                    kept.add(Json.object()
                            .put("id", id.asText())
                            .put("statusCode", row.isPresent() ? "BUILD_IN_PROGRESS" : "BUILD_NOT_FOUND"));
                }
            }
            return deleted;
        });
        return Json.object("buildsDeleted", Json.texts(deleted)).set("buildsNotDeleted", Json.array(kept));
    }
}
