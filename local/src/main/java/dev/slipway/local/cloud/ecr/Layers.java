package dev.slipway.local.cloud.ecr;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Layers and configurations of images. Each belongs to one repository; the bytes are kept once. */
public final class Layers {
    static final String TABLE = "ecr.layers";
    /** How long a layer may wait for its image. */
    private static final Duration UNUSED = Duration.ofHours(6);

    private final Store store;
    private final BlobFolder blobs;
    private final Clock clock;
    /** Blobs come before the rows that name them; nobody may tidy up in between. */
    private final ReadWriteLock tidying = new ReentrantReadWriteLock();

    Layers(Store store, BlobFolder blobs, Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** Where the bytes are, and uploads under way. */
    public BlobFolder blobs() {
        return blobs;
    }

    <T> T using(Supplier<T> work) {
        tidying.readLock().lock();
        try {
            return work.get();
        } finally {
            tidying.readLock().unlock();
        }
    }

    boolean has(Transaction view, Place place, String digest) {
        return view.get(TABLE, place.key(digest)).isPresent();
    }

    /** The file of a layer, if the repository has it. */
    public Optional<Path> find(Place place, String digest) {
        return BlobFolder.isDigest(digest) && store.read(view -> has(view, place, digest))
                ? Optional.of(blobs.file(digest))
                : Optional.empty();
    }

    /**
     * Makes an upload a layer of a repository.
     *
     * @throws AwsException when the bytes have another digest, or there are none
     */
    public void complete(Place place, String upload, String digest) throws IOException {
        var size = blobs.uploaded(upload);
        if (size == 0) {
            throw new AwsException("EmptyUploadException", "The upload %s has no bytes".formatted(upload));
        }
        var actual = blobs.digestOf(upload);
        if (!actual.equals(digest)) {
            throw new AwsException(
                    "InvalidLayerException",
                    "Layer upload %s in the repository with name '%s' in registry with id '%s' has the digest %s, expected %s"
                            .formatted(upload, place.name(), Call.ACCOUNT, actual, digest));
        }
        using(() -> {
            try {
                blobs.finish(upload, digest);
            } catch (IOException e) {
                throw new UncheckedIOException("layer %s cannot be written".formatted(digest), e);
            }
            return store.write(transaction -> {
                var row = Json.object()
                        .put("size", size)
                        .put("addedAt", clock.instant().toString());
                transaction.put(TABLE, place.key(digest), row);
                return row;
            });
        });
    }

    void forget(Transaction transaction, Place place) {
        transaction.all(TABLE).keySet().stream()
                .filter(key -> key.startsWith(place.key() + "@"))
                .forEach(key -> transaction.remove(TABLE, key));
    }

    /** How many bytes a layer has. */
    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("layer %s cannot be read".formatted(file), e);
        }
    }

    /** Drops layers that no image of their repository uses, and then the bytes that nothing uses. */
    void dropUnused() {
        tidying.writeLock().lock();
        try {
            blobs.keepOnly(store.write(this::used));
        } catch (IOException e) {
            throw new UncheckedIOException("unused layers cannot be dropped", e);
        } finally {
            tidying.writeLock().unlock();
        }
    }

    private Set<String> used(Transaction transaction) {
        var named = new HashSet<String>();
        var digests = new HashSet<String>();
        transaction.all(Images.TABLE).forEach((key, image) -> {
            var repository = key.substring(0, key.indexOf('@') + 1);
            image.path("layers").forEach(layer -> named.add(repository + layer.asText()));
            digests.add(Images.digest(image));
        });
        var oldest = clock.instant().minus(UNUSED);
        transaction.all(TABLE).forEach((key, row) -> {
            if (named.contains(key)
                    || Instant.parse(row.path("addedAt").asText()).isAfter(oldest)) {
                digests.add(key.substring(key.indexOf('@') + 1));
            } else {
                transaction.remove(TABLE, key);
            }
        });
        return digests;
    }
}
