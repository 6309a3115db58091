package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Images over the API. */
final class ImageOperations {
    private static final int PAGE = 100;

    private final Images images;

    ImageOperations(Images images) {
        this.images = images;
    }

    JsonNode put(Call call) {
        var content = call.text("imageManifest").getBytes(StandardCharsets.UTF_8);
        var tag = call.has("imageTag") ? call.text("imageTag") : null;
        var digest = call.has("imageDigest") ? call.text("imageDigest") : null;
        var row =
                images.put(Place.of(call), content, new Images.Push(call.text("imageManifestMediaType"), tag, digest));
        return Json.object("image", image(call, row, tag));
    }

    private ObjectNode image(Call call, JsonNode row, @Nullable String tag) {
        var image = Json.object().put("registryId", Call.ACCOUNT).put("repositoryName", call.text("repositoryName"));
        image.set("imageId", id(Images.digest(row), tag));
        return image.put("imageManifest", new String(images.content(row), StandardCharsets.UTF_8))
                .put("imageManifestMediaType", row.path("mediaType").asText());
    }

    private static ObjectNode id(String digest, @Nullable String tag) {
        var id = Json.object().put("imageDigest", digest);
        return tag == null ? id : id.put("imageTag", tag);
    }

    JsonNode list(Call call) {
        var ids = new ArrayList<ObjectNode>();
        for (var row : filtered(call)) {
            if (Images.tags(row).isEmpty()) {
                ids.add(id(Images.digest(row), null));
            }
            Images.tags(row).forEach(tag -> ids.add(id(Images.digest(row), tag)));
        }
        return page(call, ids, "imageIds");
    }

    private List<ObjectNode> filtered(Call call) {
        var status = call.input().path("filter").path("tagStatus").asText("ANY");
        return images.all(Place.of(call)).stream()
                .filter(row -> status.equals("ANY")
                        || status.equals("TAGGED") != Images.tags(row).isEmpty())
                .sorted(Comparator.comparing(Images::pushedAt).thenComparing(Images::digest))
                .toList();
    }

    private static ObjectNode page(Call call, List<ObjectNode> all, String list) {
        return Page.of(
                all,
                call.text("nextToken"),
                call.input().path("maxResults").asInt(PAGE),
                list,
                "nextToken",
                "InvalidParameterException");
    }

    JsonNode describe(Call call) {
        if (!call.has("imageIds")) {
            return page(
                    call, filtered(call).stream().map(row -> detail(call, row)).toList(), "imageDetails");
        }
        var details = new ArrayList<ObjectNode>();
        for (var id : call.input().get("imageIds")) {
            details.add(detail(call, require(call, id)));
        }
        return Json.object("imageDetails", Json.array(details));
    }

    ObjectNode require(Call call, JsonNode id) {
        return find(call, id)
                .orElseThrow(() -> new AwsException(
                        "ImageNotFoundException",
                        "The image with imageId {imageDigest:'%s', imageTag:'%s'} does not exist within the repository with name '%s' in the registry with id '%s'"
                                .formatted(
                                        id.path("imageDigest").asText("null"),
                                        id.path("imageTag").asText("null"),
                                        call.text("repositoryName"),
                                        Call.ACCOUNT)));
    }

    private Optional<ObjectNode> find(Call call, JsonNode id) {
        var tag = id.path("imageTag").asText("");
        var digest = id.path("imageDigest").asText(tag);
        return images.find(Place.of(call), digest)
                .filter(row -> tag.isEmpty() || Images.tags(row).contains(tag));
    }

    private static ObjectNode detail(Call call, JsonNode row) {
        var detail = Json.object()
                .put("registryId", Call.ACCOUNT)
                .put("repositoryName", call.text("repositoryName"))
                .put("imageDigest", Images.digest(row))
                .put("imageSizeInBytes", row.path("size").asLong())
                .put("imageManifestMediaType", row.path("mediaType").asText());
        detail.set("imagePushedAt", Json.seconds(Images.pushedAt(row)));
        if (!Images.tags(row).isEmpty()) {
            detail.set("imageTags", row.path("tags"));
        }
        if (!row.path("artifactType").asText().isEmpty()) {
            detail.put("artifactMediaType", row.path("artifactType").asText());
        }
        if (row.has("pulledAt")) {
            detail.set(
                    "lastRecordedPullTime",
                    Json.seconds(Instant.parse(row.path("pulledAt").asText())));
        }
        return detail;
    }

    JsonNode batchGet(Call call) {
        var found = new ArrayList<ObjectNode>();
        var failures = new ArrayList<ObjectNode>();
        images.all(Place.of(call));
        for (var id : call.input().path("imageIds")) {
            find(call, id)
                    .ifPresentOrElse(
                            row -> {
                                images.pulled(Place.of(call), Images.digest(row));
                                found.add(image(
                                        call,
                                        row,
                                        id.has("imageTag") ? id.path("imageTag").asText() : null));
                            },
                            () -> failures.add(failure(id, "ImageNotFound", "Requested image not found")));
        }
        return Json.object("images", Json.array(found)).set("failures", Json.array(failures));
    }

    private static ObjectNode failure(JsonNode id, String code, String reason) {
        return Json.object("imageId", id).put("failureCode", code).put("failureReason", reason);
    }

    JsonNode batchDelete(Call call) {
        var place = Place.of(call);
        var deleted = new ArrayList<ObjectNode>();
        var failures = new ArrayList<ObjectNode>();
        images.all(place);
        for (var id : call.input().path("imageIds")) {
            var found = find(call, id);
            if (found.isEmpty()) {
                failures.add(failure(id, "ImageNotFound", "Requested image not found"));
                continue;
            }
            var row = found.get();
            var tag = id.path("imageTag").asText("");
            var whole = tag.isEmpty() || Images.tags(row).size() == 1;
            var lists = images.all(place).stream()
                    .filter(image -> image.path("children").toString().contains(Images.digest(row)))
                    .map(Images::digest)
                    .toList();
            if (whole && !lists.isEmpty()) {
                failures.add(failure(
                        id, "ImageReferencedByManifestList", "Requested image referenced by manifest list: " + lists));
                continue;
            }
            deleted.addAll(delete(place, row, tag));
        }
        images.dropUnused();
        return Json.object("imageIds", Json.array(deleted)).set("failures", Json.array(failures));
    }

    private List<ObjectNode> delete(Place place, ObjectNode row, String tag) {
        var digest = Images.digest(row);
        if (!tag.isEmpty()) {
            images.untag(place, digest, tag);
            return List.of(id(digest, tag));
        }
        images.delete(place, row);
        return Images.tags(row).isEmpty()
                ? List.of(id(digest, null))
                : Images.tags(row).stream().map(each -> id(digest, each)).toList();
    }
}
