package dev.slipway.local.cloud.ecr.registry;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.ecr.BlobFolder;
import dev.slipway.local.cloud.ecr.Images;
import dev.slipway.local.cloud.ecr.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Manifests, and the lists of tags and of repositories, in the registry protocol. */
record ManifestRequests(Images images) {
    private static final int LARGEST = 4 << 20;
    private static final String DIGEST = "Docker-Content-Digest";

    void serve(Request request, Response response, Callback callback, Place place, String reference)
            throws IOException, RegistryError {
        if (request.getMethod().equals("PUT")) {
            put(request, response, callback, place, reference);
            return;
        }
        var row = images.find(place, reference)
                .orElseThrow(() -> new RegistryError(404, "MANIFEST_UNKNOWN", "Requested image not found"));
        var digest = row.path("digest").asText();
        response.getHeaders().put(DIGEST, digest);
        var content = images.content(row);
        var type = row.path("mediaType").asText();
        if (request.getMethod().equals("HEAD")) {
            response.setStatus(200);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
            callback.succeeded();
            return;
        }
        images.pulled(place, digest);
        RegistryHandler.write(response, callback, 200, type, content);
    }

    private void put(Request request, Response response, Callback callback, Place place, String reference)
            throws IOException, RegistryError {
        byte[] content;
        try (var stream = Content.Source.asInputStream(request)) {
            content = stream.readNBytes(LARGEST + 1);
        }
        if (content.length > LARGEST) {
            throw new RegistryError(400, "MANIFEST_INVALID", "the manifest has more than %d bytes".formatted(LARGEST));
        }
        var byDigest = BlobFolder.isDigest(reference);
        var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        var push = new Images.Push(type == null ? "" : type, byDigest ? null : reference, byDigest ? reference : null);
        try {
            images.put(place, content, push);
        } catch (AwsException refused) {
            // Docker is not told that nothing changed: pushing an image again is no error.
            if (!refused.code().equals("ImageAlreadyExistsException")) {
                throw refused;
            }
        }
        var digest = BlobFolder.digest(content);
        response.getHeaders().put(DIGEST, digest);
        // Tells clients that they need not keep a list of referrers of their own.
        images.find(place, digest)
                .map(row -> row.path("subject").asText())
                .filter(subject -> !subject.isEmpty())
                .ifPresent(subject -> response.getHeaders().put("OCI-Subject", subject));
        response.getHeaders().put(HttpHeader.LOCATION, "/v2/%s/manifests/%s".formatted(place.name(), reference));
        RegistryHandler.empty(response, callback, 201);
    }

    void tags(Request request, Response response, Callback callback, Place place) throws RegistryError {
        var tags = new HashSet<String>();
        for (var row : images.all(place)) {
            row.path("tags").forEach(tag -> tags.add(tag.asText()));
        }
        var page = ListPage.of(request, tags);
        page.link(response, "/v2/%s/tags/list".formatted(place.name()));
        var answer = Json.object().put("name", place.name());
        answer.set("tags", Json.texts(page.names()));
        RegistryHandler.write(
                response, callback, 200, "application/json", answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    void catalog(Request request, Response response, Callback callback, String region) throws RegistryError {
        var page = ListPage.of(request, images.repositories(region));
        page.link(response, "/v2/_catalog");
        var answer = Json.object("repositories", Json.texts(page.names()));
        RegistryHandler.write(
                response, callback, 200, "application/json", answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
