package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The manifests of a repository that name another as their subject.
 *
 * @param images the images that are looked through
 * @param layers keeps the manifests from being dropped meanwhile
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers">Listing referrers</a>
 */
public record Referrers(Images images, Layers layers) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DIGEST = Pattern.compile("[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+");

    /** Whether a text can be the digest of a subject; the subject itself need not be there, nor be of an algorithm that is kept here. */
    public static boolean isSubject(String text) {
        return DIGEST.matcher(text).matches();
    }

    /**
     * Describes the manifests about a subject, by their digests in order.
     *
     * @param place the repository, which has to exist
     */
    public List<ObjectNode> of(Place place, String subject) {
        return layers.using(() -> images.all(place).stream()
                .filter(row -> row.path("subject").asText().equals(subject))
                .sorted(Comparator.comparing(Images::digest))
                .map(this::descriptor)
                .toList());
    }

    private ObjectNode descriptor(ObjectNode row) {
        var content = images.content(row);
        var descriptor = Json.object()
                .put("mediaType", row.path("mediaType").asText())
                .put("size", content.length)
                .put("digest", Images.digest(row));
        var type = row.path("artifactType").asText();
        if (!type.isEmpty()) {
            descriptor.put("artifactType", type);
        }
        try {
            var annotations = JSON.readTree(content).path("annotations");
            if (annotations.isObject()) {
                descriptor.set("annotations", annotations);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("manifest %s was read when it was pushed".formatted(Images.digest(row)), e);
        }
        return descriptor;
    }
}
