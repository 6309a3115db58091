package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;

/** Layers over the API; Docker and its like use the registry protocol. */
final class LayerOperations {
    private static final int PART_BYTES = 10 << 20;

    private final Repositories repositories;
    private final Layers layers;
    private final Tokens tokens;
    private final String registry;

    LayerOperations(Repositories repositories, Layers layers, Tokens tokens, String registry) {
        this.repositories = repositories;
        this.layers = layers;
        this.tokens = tokens;
        this.registry = registry;
    }

    JsonNode check(Call call) {
        repositories.require(call);
        var found = new ArrayList<ObjectNode>();
        var failures = new ArrayList<ObjectNode>();
        for (var node : call.input().path("layerDigests")) {
            var digest = node.asText();
            if (!BlobFolder.isDigest(digest)) {
                failures.add(Json.object()
                        .put("layerDigest", digest)
                        .put("failureCode", "InvalidLayerDigest")
                        .put("failureReason", "Invalid layer digest"));
                continue;
            }
            var layer = Json.object().put("layerDigest", digest);
            layers.find(Place.of(call), digest)
                    .ifPresentOrElse(
                            file -> layer.put("layerAvailability", "AVAILABLE").put("layerSize", Layers.size(file)),
                            () -> layer.put("layerAvailability", "UNAVAILABLE"));
            found.add(layer);
        }
        return Json.object("layers", Json.array(found)).set("failures", Json.array(failures));
    }

    JsonNode initiate(Call call) {
        repositories.require(call);
        return Json.object().put("uploadId", layers.blobs().begin()).put("partSize", PART_BYTES);
    }

    JsonNode upload(Call call) {
        repositories.require(call);
        var upload = upload(call.text("uploadId"), call);
        var bytes = Base64.getDecoder().decode(call.text("layerPartBlob"));
        var first = call.input().path("partFirstByte").asLong();
        var last = call.input().path("partLastByte").asLong();
        try {
            var before = layers.blobs().uploaded(upload);
            if (first != before || last - first + 1 != bytes.length) {
                throw new AwsException(
                        "InvalidLayerPartException",
                        "The layer part is bytes %d to %d with %d bytes, expected it to begin at %d"
                                .formatted(first, last, bytes.length, before));
            }
            layers.blobs().append(upload, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("a layer part cannot be written", e);
        }
        return answer(call).put("uploadId", upload).put("lastByteReceived", last);
    }

    JsonNode complete(Call call) {
        repositories.require(call);
        var upload = upload(call.text("uploadId"), call);
        var digest = call.input().path("layerDigests").path(0).asText();
        if (layers.find(Place.of(call), digest).isPresent()) {
            throw new AwsException(
                    "LayerAlreadyExistsException",
                    "Layer with digest '%s' already exists in the repository with name '%s' in registry with id '%s'"
                            .formatted(digest, call.text("repositoryName"), Call.ACCOUNT));
        }
        try {
            layers.complete(Place.of(call), upload, digest);
        } catch (IOException e) {
            throw new UncheckedIOException("a layer cannot be completed", e);
        }
        return answer(call).put("uploadId", upload).put("layerDigest", digest);
    }

    JsonNode downloadUrl(Call call) {
        repositories.require(call);
        var digest = call.text("layerDigest");
        if (layers.find(Place.of(call), digest).isEmpty()) {
            throw new AwsException(
                    "LayersNotFoundException",
                    "Layer with digest '%s' does not exist in the repository with name '%s' in registry with id '%s'"
                            .formatted(digest, call.text("repositoryName"), Call.ACCOUNT));
        }
        return Json.object()
                .put(
                        "downloadUrl",
                        "http://%s/v2/%s/blobs/%s?token=%s"
                                .formatted(registry, call.text("repositoryName"), digest, tokens.issue(call)))
                .put("layerDigest", digest);
    }

    private String upload(String id, Call call) {
        if (!layers.blobs().uploading(id)) {
            throw new AwsException(
                    "UploadNotFoundException",
                    "Layer upload '%s' does not exist in the repository with name '%s' in registry with id '%s': begin it again"
                            .formatted(id, call.text("repositoryName"), Call.ACCOUNT));
        }
        return id;
    }

    private static ObjectNode answer(Call call) {
        return Json.object().put("registryId", Call.ACCOUNT).put("repositoryName", call.text("repositoryName"));
    }
}
