package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import java.util.List;

/** Lists of builds and report groups. No build was ever started, so all of them are empty. */
final class BuildOperations {
    private final ProjectOperations projects;

    BuildOperations(ProjectOperations projects) {
        this.projects = projects;
    }

    JsonNode list(Call call) {
        return Json.object("ids", Json.texts(List.of()));
    }

    JsonNode listForProject(Call call) {
        projects.require(call, call.text("projectName"));
        return Json.object("ids", Json.texts(List.of()));
    }

    JsonNode batchGet(Call call) {
        return Json.object("builds", Json.array(List.of()))
                .set("buildsNotFound", call.input().path("ids"));
    }

    JsonNode reportGroups(Call call) {
        return Json.object("reportGroups", Json.texts(List.of()));
    }
}
