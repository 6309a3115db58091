package dev.slipway.local.cloud.ecr.registry;

import dev.slipway.local.cloud.ecr.BlobFolder;
import dev.slipway.local.cloud.ecr.Images;
import dev.slipway.local.cloud.ecr.Layers;
import dev.slipway.local.cloud.ecr.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Layers and their uploads in the registry protocol. */
record BlobRequests(Images images, Layers layers) {
    private static final String DIGEST = "Docker-Content-Digest";
    private static final String UPLOAD = "Docker-Upload-UUID";

    void serve(Request request, Response response, Callback callback, Place place, String digest)
            throws IOException, RegistryError {
        requireRepository(place);
        var file = layers.find(place, digest)
                .orElseThrow(() -> new RegistryError(404, "BLOB_UNKNOWN", "blob unknown to registry: " + digest));
        var size = Files.size(file);
        response.getHeaders().put(DIGEST, digest);
        response.getHeaders().put(HttpHeader.ACCEPT_RANGES, "bytes");
        if (request.getMethod().equals("HEAD")) {
            head(response, 200, size);
            callback.succeeded();
            return;
        }
        var part = part(request, response, size);
        var whole = part.isEmpty();
        var range = part.orElseGet(() -> new BlobRange(0, size - 1));
        head(response, whole ? 200 : 206, range.length());
        if (!whole) {
            response.getHeaders().put(HttpHeader.CONTENT_RANGE, range.header(size));
        }
        try (var blob = Files.newInputStream(file);
                var body = Content.Sink.asOutputStream(response)) {
            range.copy(blob, body);
        }
        callback.succeeded();
    }

    private static void head(Response response, int status, long length) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    }

    private static Optional<BlobRange> part(Request request, Response response, long size) throws RegistryError {
        try {
            return BlobRange.of(request, size);
        } catch (RegistryError outside) {
            response.getHeaders().put(HttpHeader.CONTENT_RANGE, "bytes */" + size);
            throw outside;
        }
    }

    private void requireRepository(Place place) {
        images.all(place);
    }

    void begin(Request request, Response response, Callback callback, Place place) throws IOException, RegistryError {
        requireRepository(place);
        var upload = layers.blobs().begin();
        var digest = query(request, "digest");
        if (digest == null) {
            // A mount from another repository begins an upload, as in a registry without blob mounting.
            progress(response, place, upload, 0);
            RegistryHandler.empty(response, callback, 202);
            return;
        }
        append(request, upload);
        complete(response, callback, place, upload, digest);
    }

    void upload(Request request, Response response, Callback callback, Place place, String upload)
            throws IOException, RegistryError {
        requireRepository(place);
        if (!layers.blobs().uploading(upload)) {
            throw new RegistryError(404, "BLOB_UPLOAD_UNKNOWN", "no upload %s: begin it again".formatted(upload));
        }
        switch (request.getMethod()) {
            case "PATCH" -> {
                requireStart(request, response, place, upload);
                progress(response, place, upload, append(request, upload));
                RegistryHandler.empty(response, callback, 202);
            }
            case "PUT" -> {
                var digest = query(request, "digest");
                if (digest == null || !BlobFolder.isDigest(digest)) {
                    throw new RegistryError(
                            400, "DIGEST_INVALID", "digest is %s, expected sha256:...".formatted(digest));
                }
                requireStart(request, response, place, upload);
                append(request, upload);
                complete(response, callback, place, upload, digest);
            }
            case "DELETE" -> {
                layers.blobs().abandon(upload);
                RegistryHandler.empty(response, callback, 204);
            }
            default -> {
                progress(response, place, upload, layers.blobs().uploaded(upload));
                RegistryHandler.empty(response, callback, 204);
            }
        }
    }

    private void requireStart(Request request, Response response, Place place, String upload)
            throws IOException, RegistryError {
        var range = request.getHeaders().get(HttpHeader.CONTENT_RANGE);
        var size = layers.blobs().uploaded(upload);
        if (range != null && !range.startsWith(size + "-")) {
            // Where the client may go on.
            progress(response, place, upload, size);
            throw new RegistryError(
                    416, "BLOB_UPLOAD_INVALID", "the part is %s, expected it to begin at %d".formatted(range, size));
        }
    }

    private long append(Request request, String upload) throws IOException {
        try (var body = Content.Source.asInputStream(request)) {
            return layers.blobs().append(upload, body);
        }
    }

    private void complete(Response response, Callback callback, Place place, String upload, String digest)
            throws IOException {
        layers.complete(place, upload, digest);
        response.getHeaders().put(DIGEST, digest);
        response.getHeaders().put(HttpHeader.LOCATION, "/v2/%s/blobs/%s".formatted(place.name(), digest));
        RegistryHandler.empty(response, callback, 201);
    }

    private static void progress(Response response, Place place, String upload, long size) {
        response.getHeaders().put(UPLOAD, upload);
        response.getHeaders().put(HttpHeader.LOCATION, "/v2/%s/blobs/uploads/%s".formatted(place.name(), upload));
        response.getHeaders().put(HttpHeader.RANGE, "0-" + Math.max(0, size - 1));
    }

    private static @Nullable String query(Request request, String name) {
        return Request.extractQueryParameters(request).getValue(name);
    }
}
