package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.api.Tags;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Repositories: made, shown, changed and deleted. */
final class RepositoryOperations {
    private static final int PAGE = 100;
    private static final List<String> SHOWN = List.of(
            "repositoryArn",
            "registryId",
            "repositoryName",
            "createdAt",
            "imageTagMutability",
            "imageTagMutabilityExclusionFilters",
            "imageScanningConfiguration",
            "encryptionConfiguration");

    private final Repositories repositories;
    private final Images images;
    private final String registry;
    private final Clock clock;

    RepositoryOperations(Repositories repositories, Images images, String registry, Clock clock) {
        this.repositories = repositories;
        this.images = images;
        this.registry = registry;
        this.clock = clock;
    }

    private ObjectNode shown(ObjectNode row) {
        return Json.pick(row, SHOWN)
                .put(
                        "repositoryUri",
                        registry + "/" + row.path("repositoryName").asText());
    }

    JsonNode create(Call call) {
        var place = Place.of(call);
        var tags = call.input().path("tags");
        RepositoryTags.check(tags);
        var row = Json.object()
                .put("repositoryArn", place.arn())
                .put("registryId", Call.ACCOUNT)
                .put("repositoryName", place.name())
                .put(
                        "imageTagMutability",
                        call.has("imageTagMutability") ? call.text("imageTagMutability") : "MUTABLE");
        row.set("createdAt", Json.seconds(clock.instant()));
        TagMutability.checkFilters(row.path("imageTagMutability").asText(), call.input());
        if (call.has("imageTagMutabilityExclusionFilters")) {
            row.set("imageTagMutabilityExclusionFilters", call.input().get("imageTagMutabilityExclusionFilters"));
        }
        row.putObject("imageScanningConfiguration")
                .put(
                        "scanOnPush",
                        call.input()
                                .path("imageScanningConfiguration")
                                .path("scanOnPush")
                                .asBoolean());
        row.putObject("encryptionConfiguration").put("encryptionType", "AES256");
        if (call.has("encryptionConfiguration")) {
            row.set("encryptionConfiguration", call.input().get("encryptionConfiguration"));
        }
        row.set("tags", Tags.UPPER.merge(Json.array(List.of()), tags));
        repositories.store().write(transaction -> {
            if (transaction.get(Repositories.TABLE, place.key()).isPresent()) {
                throw new AwsException(
                        "RepositoryAlreadyExistsException",
                        "The repository with name '%s' already exists in the registry with id '%s'"
                                .formatted(place.name(), Call.ACCOUNT));
            }
            repositories.put(transaction, place, row);
            return row;
        });
        return Json.object("repository", shown(row));
    }

    JsonNode describe(Call call) {
        var found = new ArrayList<ObjectNode>();
        if (call.has("repositoryNames")) {
            for (var name : call.input().get("repositoryNames")) {
                var place = new Place(call.region(), name.asText());
                found.add(shown(repositories.store().read(view -> repositories.require(view, place))));
            }
        } else {
            repositories.all(call.region()).values().forEach(row -> found.add(shown(row)));
        }
        return Page.of(
                found,
                call.text("nextToken"),
                call.input().path("maxResults").asInt(PAGE),
                "repositories",
                "nextToken",
                "InvalidParameterException");
    }

    JsonNode delete(Call call) {
        var place = Place.of(call);
        var row = repositories.store().write(transaction -> {
            var found = repositories.require(transaction, place);
            if (!call.input().path("force").asBoolean()
                    && !images.rows(transaction, place).isEmpty()) {
                throw new AwsException(
                        "RepositoryNotEmptyException",
                        "The repository with name '%s' in registry with id '%s' cannot be deleted because it still contains images"
                                .formatted(place.name(), Call.ACCOUNT));
            }
            images.forget(transaction, place);
            transaction.remove(Repositories.TABLE, place.key());
            return found;
        });
        images.dropUnused();
        return Json.object("repository", shown(row));
    }

    JsonNode putMutability(Call call) {
        TagMutability.checkFilters(call.text("imageTagMutability"), call.input());
        var row = change(call, found -> {
            found.put("imageTagMutability", call.text("imageTagMutability"));
            found.remove("imageTagMutabilityExclusionFilters");
            if (call.has("imageTagMutabilityExclusionFilters")) {
                found.set("imageTagMutabilityExclusionFilters", call.input().get("imageTagMutabilityExclusionFilters"));
            }
        });
        return Json.pick(
                row,
                List.of("registryId", "repositoryName", "imageTagMutability", "imageTagMutabilityExclusionFilters"));
    }

    JsonNode putScanning(Call call) {
        var row = change(call, found -> found.putObject("imageScanningConfiguration")
                .put(
                        "scanOnPush",
                        call.input()
                                .path("imageScanningConfiguration")
                                .path("scanOnPush")
                                .asBoolean()));
        return Json.pick(row, List.of("registryId", "repositoryName", "imageScanningConfiguration"));
    }

    private ObjectNode change(Call call, Consumer<ObjectNode> change) {
        var place = Place.of(call);
        return repositories.store().write(transaction -> {
            var row = repositories.require(transaction, place);
            change.accept(row);
            repositories.put(transaction, place, row);
            return row;
        });
    }
}
