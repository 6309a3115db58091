package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Images: manifests with their tags. */
public final class Images {
    static final String TABLE = "ecr.images";
    /** ECR, too, notes a pull once a day at most. */
    private static final Duration PULL_NOTED = Duration.ofHours(24);

    private final Repositories repositories;
    private final Layers layers;
    private final ImageEvents events;
    private final Clock clock;
    private final Consumer<Place> onPush;

    Images(Repositories repositories, Layers layers, ImageEvents events, Clock clock, Consumer<Place> onPush) {
        this.repositories = repositories;
        this.layers = layers;
        this.events = events;
        this.clock = clock;
        this.onPush = onPush;
    }

    /** Makes the images, given what is to be told of each push. */
    @FunctionalInterface
    interface Maker {
        Images make(Consumer<Place> onPush);
    }

    /**
     * How a client calls what it puts.
     *
     * @param mediaType what the client calls it; may be empty
     * @param tag a tag for it
     * @param digest the digest that the client expects
     */
    public record Push(String mediaType, @Nullable String tag, @Nullable String digest) {}

    /**
     * Puts an image.
     *
     * @param content the manifest's bytes
     * @return its row
     * @throws AwsException when ECR refuses it
     */
    public ObjectNode put(Place place, byte[] content, Push push) {
        var digest = BlobFolder.digest(content);
        if (push.digest() != null && !push.digest().equals(digest)) {
            throw new AwsException(
                    "ImageDigestDoesNotMatchException",
                    "The image digest is %s, but the manifest has %s".formatted(push.digest(), digest));
        }
        var manifest = Manifest.read(content, push.mediaType())
                .orElseThrow(
                        () -> new AwsException(
                                "InvalidParameterException",
                                "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax', or not of schema version 2 or OCI"));
        var row = layers.using(() -> {
            repositories.store().read(view -> repositories.require(view, place));
            layers.blobs().put(content);
            return repositories.store().write(transaction -> insert(transaction, place, digest, manifest, push.tag()));
        });
        events.pushed(place, digest, push.tag());
        onPush.accept(place);
        return row;
    }

    private ObjectNode insert(
            Transaction transaction, Place place, String digest, Manifest manifest, @Nullable String tag) {
        var repository = repositories.require(transaction, place);
        requireParts(transaction, place, manifest);
        var before = transaction.get(TABLE, place.key(digest));
        var holder = tag == null ? Optional.<ObjectNode>empty() : byTag(transaction, place, tag);
        if (before.isPresent()
                && (tag == null
                        || holder.map(Images::digest).filter(digest::equals).isPresent())) {
            throw new AwsException(
                    "ImageAlreadyExistsException",
                    "Image with digest '%s' and tag '%s' already exists in the repository with name '%s' in registry with id '%s'"
                            .formatted(digest, tag, place.name(), Call.ACCOUNT));
        }
        if (tag != null && holder.isPresent()) {
            if (TagMutability.immutable(repository, tag)) {
                throw new AwsException("ImageTagAlreadyExistsException", immutable(place, tag));
            }
            removeTag(holder.get(), tag);
            transaction.put(TABLE, place.key(digest(holder.get())), holder.get());
        }
        var row = before.orElseGet(() -> row(digest, manifest));
        if (tag != null) {
            row.withArrayProperty("tags").add(tag);
        }
        row.put("pushedAt", clock.instant().toString());
        transaction.put(TABLE, place.key(digest), row);
        return row;
    }

    private static String immutable(Place place, String tag) {
        return "The image tag '%s' already exists in the '%s' repository and cannot be overwritten because the repository is immutable."
                .formatted(tag, place.name());
    }

    private void requireParts(Transaction view, Place place, Manifest manifest) {
        var missing = manifest.layers().keySet().stream()
                .filter(layer -> !layers.has(view, place, layer))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new AwsException(
                    "LayersNotFoundException",
                    "Layers with digests '%s' required for pushing image into repository with name '%s' in the registry with id '%s' do not exist"
                            .formatted(missing, place.name(), Call.ACCOUNT));
        }
        var absent = manifest.children().stream()
                .filter(child -> view.get(TABLE, place.key(child)).isEmpty())
                .sorted()
                .toList();
        if (!absent.isEmpty()) {
            throw new AwsException(
                    "ReferencedImagesNotFoundException",
                    "Images with digests '%s' required for pushing image into repository with name '%s' in the registry with id '%s' do not exist"
                            .formatted(absent, place.name(), Call.ACCOUNT));
        }
    }

    private static ObjectNode row(String digest, Manifest manifest) {
        var row = Json.object()
                .put("digest", digest)
                .put("mediaType", manifest.mediaType())
                .put("artifactType", manifest.artifactType())
                .put("size", manifest.size());
        row.putArray("tags");
        row.set("layers", Json.texts(manifest.layers().keySet()));
        row.set("children", Json.texts(manifest.children()));
        if (!manifest.subject().isEmpty()) {
            row.put("subject", manifest.subject());
        }
        return row;
    }

    private static void removeTag(ObjectNode row, String tag) {
        var tags = (ArrayNode) row.path("tags");
        for (var index = tags.size() - 1; index >= 0; index--) {
            if (tags.get(index).asText().equals(tag)) {
                tags.remove(index);
            }
        }
    }

    static String digest(JsonNode row) {
        return row.path("digest").asText();
    }

    static List<String> tags(JsonNode row) {
        var tags = new ArrayList<String>();
        row.path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    static Instant pushedAt(JsonNode row) {
        return Instant.parse(row.path("pushedAt").asText());
    }

    List<ObjectNode> rows(Transaction view, Place place) {
        var rows = new ArrayList<ObjectNode>();
        view.all(TABLE).forEach((key, row) -> {
            if (key.startsWith(place.key() + "@")) {
                rows.add(row);
            }
        });
        return rows;
    }

    private Optional<ObjectNode> byTag(Transaction view, Place place, String tag) {
        return rows(view, place).stream().filter(row -> tags(row).contains(tag)).findFirst();
    }

    /** The names of a region's repositories. */
    public Set<String> repositories(String region) {
        return repositories.all(region).keySet();
    }

    /** The rows of all images of a repository, which has to exist. */
    public List<ObjectNode> all(Place place) {
        return repositories.store().read(view -> {
            repositories.require(view, place);
            return rows(view, place);
        });
    }

    /**
     * The row of an image of a repository, which has to exist.
     *
     * @param reference a tag or a digest
     */
    public Optional<ObjectNode> find(Place place, String reference) {
        return repositories.store().read(view -> {
            repositories.require(view, place);
            return BlobFolder.isDigest(reference)
                    ? view.get(TABLE, place.key(reference))
                    : byTag(view, place, reference);
        });
    }

    /** The manifest of an image. */
    public byte[] content(JsonNode row) {
        return layers.blobs().read(digest(row));
    }

    /** Notes that an image was pulled. */
    public void pulled(Place place, String digest) {
        repositories.store().write(transaction -> {
            transaction
                    .get(TABLE, place.key(digest))
                    .filter(row -> !row.has("pulledAt")
                            || Instant.parse(row.get("pulledAt").asText())
                                    .plus(PULL_NOTED)
                                    .isBefore(clock.instant()))
                    .ifPresent(row -> transaction.put(
                            TABLE,
                            place.key(digest),
                            row.put("pulledAt", clock.instant().toString())));
            return digest;
        });
    }

    /** Takes a tag off; the image goes with its last tag. */
    void untag(Place place, String digest, String tag) {
        repositories.store().write(transaction -> {
            transaction.get(TABLE, place.key(digest)).ifPresent(row -> {
                removeTag(row, tag);
                if (row.path("tags").isEmpty()) {
                    transaction.remove(TABLE, place.key(digest));
                } else {
                    transaction.put(TABLE, place.key(digest), row);
                }
            });
            return digest;
        });
        events.deleted(place, digest, tag);
    }

    /** Deletes an image with all its tags. */
    void delete(Place place, ObjectNode row) {
        var digest = digest(row);
        repositories.store().write(transaction -> {
            transaction.remove(TABLE, place.key(digest));
            return digest;
        });
        if (tags(row).isEmpty()) {
            events.deleted(place, digest, null);
        }
        tags(row).forEach(tag -> events.deleted(place, digest, tag));
    }

    /**
     * Deletes an image whose time is over, with what was pushed about it.
     *
     * @see <a href="https://aws.amazon.com/about-aws/whats-new/2024/06/amazon-ecr-oci-image-distribution-version-1-1/">ECR deletes
     *     references with their subject (2024-06-27)</a>
     */
    void expire(Place place, ObjectNode row) {
        delete(place, row);
        all(place).stream()
                .filter(other -> other.path("subject").asText().equals(digest(row)))
                .forEach(referrer -> expire(place, referrer));
    }

    /** Deletes the rows of a repository that goes. */
    void forget(Transaction transaction, Place place) {
        rows(transaction, place).forEach(row -> transaction.remove(TABLE, place.key(digest(row))));
        layers.forget(transaction, place);
    }

    /** Drops the blobs that nothing needs. */
    void dropUnused() {
        layers.dropUnused();
    }
}
