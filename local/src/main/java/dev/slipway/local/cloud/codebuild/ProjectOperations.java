package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.api.Tags;
import dev.slipway.local.cloud.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;

/** Creates, reads, changes and deletes projects. */
final class ProjectOperations {
    private static final int PAGE = 100;
    private static final int MOST_TAGS = 50;

    private final Store store;
    private final ProjectRules rules;
    private final ProjectCaches caches;
    private final Clock clock;

    ProjectOperations(Store store, ProjectRules rules, ProjectCaches caches, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.caches = caches;
        this.clock = clock;
    }

    ObjectNode require(Call call, String name) {
        return store.read(view -> ProjectTable.require(view, call.region(), name));
    }

    JsonNode create(Call call) {
        var name = call.text("name");
        if (store.read(view -> ProjectTable.find(view, call.region(), name)).isPresent()) {
            throw exists(call, name);
        }
        var project = ProjectDefaults.complete(call, call.input().deepCopy());
        check(call, project);
        var now = Json.seconds(clock.instant());
        project.set("created", now);
        project.set("lastModified", now);
        return Json.object("project", store.write(transaction -> {
            if (ProjectTable.find(transaction, call.region(), name).isPresent()) {
                throw exists(call, name);
            }
            ProjectTable.put(transaction, call.region(), project);
            return project;
        }));
    }

    private static AwsException exists(Call call, String name) {
        return new AwsException(
                "ResourceAlreadyExistsException",
                "Project already exists: %s".formatted(call.arn("codebuild", "project/" + name)));
    }

    private void check(Call call, ObjectNode project) {
        Tags.LOWER.check(project.path("tags"), MOST_TAGS, ProjectRules.INVALID, ProjectRules.INVALID);
        rules.check(call, project);
    }

    JsonNode batchGet(Call call) {
        var found = new ArrayList<ObjectNode>();
        var missing = new ArrayList<String>();
        store.read(view -> {
            call.input().path("names").forEach(name -> ProjectTable.find(view, call.region(), name.asText())
                    .ifPresentOrElse(found::add, () -> missing.add(name.asText())));
            return found;
        });
        var answer = Json.object("projects", Json.array(found));
        // AWS's model has no empty list here.
        return missing.isEmpty() ? answer : answer.set("projectsNotFound", Json.texts(missing));
    }

    JsonNode list(Call call) {
        var order =
                switch (call.text("sortBy")) {
                    case "CREATED_TIME" ->
                        Comparator.comparingDouble(
                                (ObjectNode project) -> project.path("created").asDouble());
                    case "LAST_MODIFIED_TIME" ->
                        Comparator.comparingDouble((ObjectNode project) ->
                                project.path("lastModified").asDouble());
                    default ->
                        Comparator.comparing(
                                (ObjectNode project) -> project.path("name").asText());
                };
        var names = store.read(view -> ProjectTable.all(view, call.region())).stream()
                .sorted(call.text("sortOrder").equals("DESCENDING") ? order.reversed() : order)
                .map(project -> TextNode.valueOf(project.path("name").asText()))
                .toList();
        return Page.of(names, call.text("nextToken"), PAGE, "projects", "nextToken", ProjectRules.INVALID);
    }

    JsonNode update(Call call) {
        var name = call.text("name");
        var old = require(call, name);
        var project = ProjectDefaults.complete(call, merge(old, call.input()));
        check(call, project);
        project.set("lastModified", Json.seconds(clock.instant()));
        return Json.object("project", store.write(transaction -> {
            ProjectTable.require(transaction, call.region(), name);
            ProjectTable.put(transaction, call.region(), project);
            return project;
        }));
    }

    /** What is given replaces what was there, member by member; some empty values take a member away. */
    private static ObjectNode merge(ObjectNode old, ObjectNode given) {
        var merged = old.deepCopy();
        merged.setAll(given.deepCopy());
        if (merged.path("vpcConfig").isEmpty()
                || merged.at("/vpcConfig/vpcId").asText().isEmpty()) {
            merged.remove("vpcConfig");
        }
        if (merged.path("concurrentBuildLimit").asInt() == -1) {
            merged.remove("concurrentBuildLimit");
        }
        if (merged.path("sourceVersion").asText().isEmpty()) {
            merged.remove("sourceVersion");
        }
        return merged;
    }

    JsonNode delete(Call call) {
        var deleted = store.write(transaction -> {
            var project = ProjectTable.find(transaction, call.region(), call.text("name"))
                    .map(found -> found.path("name").asText());
            project.ifPresent(name -> ProjectTable.remove(transaction, call.region(), name));
            return project;
        });
        deleted.ifPresent(name -> caches.drop(call.region(), name));
        return Json.object();
    }

    JsonNode invalidateCache(Call call) {
        var name = store.write(transaction -> {
            var found = ProjectTable.require(transaction, call.region(), call.text("projectName"))
                    .path("name")
                    .asText();
            ProjectTable.invalidateCaches(transaction, call.region(), found);
            return found;
        });
        caches.drop(call.region(), name);
        return Json.object();
    }
}
