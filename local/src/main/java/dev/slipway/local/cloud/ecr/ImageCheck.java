package dev.slipway.local.cloud.ecr;

import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Looks whether the bytes of all images and layers are what was pushed; nothing is changed. */
public final class ImageCheck {
    private ImageCheck() {}

    /**
     * What is wrong with the bytes that are recorded.
     *
     * @param rows the records
     * @param folder where the bytes lie
     * @param everything whether to read every byte, or only those of manifests
     */
    public static List<Damage> damages(Transaction rows, Path folder, boolean everything) {
        var layers = new TreeMap<String, Long>();
        var manifests = new TreeMap<String, Long>();
        rows.all(Layers.TABLE)
                .forEach((key, row) -> layers.put(
                        key.substring(key.indexOf('@') + 1), row.path("size").asLong()));
        rows.all(Images.TABLE).values().forEach(row -> manifests.put(Images.digest(row), -1L));
        var damages = new ArrayList<Damage>();
        var blobs = folder.resolve(BlobFolder.BLOBS);
        layers.forEach((digest, size) -> blob(blobs, digest, size, everything).ifPresent(damages::add));
        manifests.forEach((digest, size) -> blob(blobs, digest, size, true).ifPresent(damages::add));
        return damages;
    }

    private static Optional<Damage> blob(Path blobs, String digest, long size, boolean read) {
        var file = blobs.resolve(BlobFolder.name(digest));
        var unreadable = Damage.unlessFile(file);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        try {
            if (size >= 0 && Files.size(file) != size) {
                return Optional.of(
                        Damage.damaged(file, "it has %d bytes, expected %d".formatted(Files.size(file), size)));
            }
            return read && !BlobFolder.digest(file).equals(digest)
                    ? Optional.of(Damage.damaged(file, "its content has another digest than its name"))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(Damage.unreadable(file, e));
        }
    }
}
