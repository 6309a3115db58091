package dev.slipway.local.cloud.ministack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.Mark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Looks whether ministack's state is what was written; nothing is changed. */
public final class MinistackCheck {
    /** The manifest's line of the index of S3 objects. */
    public static final String OBJECTS = "objects";
    /** The manifest's line of the states of ministack's services. */
    public static final String STATES = "ministack";

    static final String INDEX = "index";
    private static final String SIDECAR = ".meta.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final boolean everything;

    private MinistackCheck(Path folder, boolean everything) {
        this.folder = folder;
        this.everything = everything;
    }

    /**
     * What is wrong with ministack's files.
     *
     * @param folder where ministack keeps its state
     * @param manifest what was there at the last commit
     * @param everything whether to read every byte, or only sizes
     */
    public static List<Damage> damages(Path folder, Map<String, Optional<Mark>> manifest, boolean everything) {
        var check = new MinistackCheck(folder, everything);
        var damages = new ArrayList<Damage>();
        manifest.getOrDefault(STATES, Optional.empty()).flatMap(check::states).ifPresent(damages::add);
        manifest.getOrDefault(OBJECTS, Optional.empty()).ifPresent(mark -> damages.addAll(check.objects(mark)));
        return damages;
    }

    /** The journal that the manifest names, unless a kill came after it was folded into a snapshot. */
    private Optional<Damage> states(Mark mark) {
        var journal = folder.resolve("state").resolve(mark.file());
        var number = Long.parseLong(mark.file().substring(0, mark.file().indexOf('.')));
        try (var snapshots = Files.newDirectoryStream(journal.getParent(), "*.snapshot")) {
            for (var snapshot : snapshots) {
                var name = snapshot.getFileName().toString();
                if (Long.parseLong(name.substring(0, name.indexOf('.'))) > number) {
                    return Optional.empty();
                }
            }
        } catch (IOException e) {
            return Damage.unlessFolder(Objects.requireNonNull(journal.getParent()));
        }
        return mark.appended(journal);
    }

    /**
     * What the index says of a file.
     *
     * @param about what a write was to make of it that may not have come to its end
     */
    private record Noted(Optional<Size> last, Optional<Size> about) {}

    private record Size(long bytes, int checksum) {}

    private List<Damage> objects(Mark mark) {
        var index = folder.resolve(INDEX).resolve(mark.file());
        var damaged = mark.appended(index);
        if (damaged.isPresent()) {
            return List.of(damaged.get());
        }
        try {
            return read(index).entrySet().parallelStream()
                    .flatMap(
                            entry -> object(folder.resolve(OBJECTS).resolve(entry.getKey()), entry.getValue()).stream())
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of(Damage.damaged(index, "it holds a line that is not JSON"));
        } catch (IOException e) {
            return List.of(Damage.unreadable(index, e));
        }
    }

    private static Map<String, Noted> read(Path index) throws IOException {
        var text = Files.readString(index, StandardCharsets.UTF_8);
        var files = new TreeMap<String, Noted>();
        var about = new HashMap<String, Size>();
        // A kill may have cut the last line short. One parser for all lines: there are several for each object.
        MappingIterator<JsonNode> entries =
                JSON.readerFor(JsonNode.class).readValues(text.substring(0, text.lastIndexOf('\n') + 1));
        while (entries.hasNextValue()) {
            var entry = entries.nextValue();
            var file = entry.path("file").asText();
            switch (entry.path("is").asText()) {
                case "there" -> files.put(file, new Noted(Optional.of(size(entry)), Optional.empty()));
                case "about" -> about.put(file, size(entry));
                case "done" -> {
                    var done = about.remove(file);
                    if (done != null) {
                        files.put(file, new Noted(Optional.of(done), Optional.empty()));
                    }
                }
                default -> {
                    files.remove(file);
                    about.remove(file);
                }
            }
        }
        about.forEach((file, size) -> files.merge(
                file,
                new Noted(Optional.empty(), Optional.of(size)),
                (known, begun) -> new Noted(known.last(), begun.about())));
        return files;
    }

    private static Size size(JsonNode entry) {
        return new Size(
                entry.path("size").asLong(), (int) entry.path("checksum").asLong());
    }

    private Optional<Damage> object(Path file, Noted noted) {
        try {
            if (noted.last().isEmpty() && Files.notExists(file)) {
                return Optional.empty();
            }
            if (!Files.isRegularFile(file)) {
                return Damage.unlessFile(file);
            }
            // Sidecars are small, and ministack reads them at its start.
            var read = everything || file.toString().endsWith(SIDECAR);
            var size = Files.size(file);
            var checksum = read ? Mark.checksum(file, size) : 0;
            return List.of(noted.last(), noted.about()).stream()
                            .flatMap(Optional::stream)
                            .anyMatch(one -> one.bytes() == size && (!read || one.checksum() == checksum))
                    ? Optional.empty()
                    : Optional.of(Damage.damaged(
                            file, reason(noted.last().or(noted::about).orElseThrow(), size)));
        } catch (IOException e) {
            return Optional.of(Damage.unreadable(file, e));
        }
    }

    private static String reason(Size expected, long size) {
        return expected.bytes() == size
                ? "its content is not what was written"
                : "it has %d bytes, expected %d".formatted(size, expected.bytes());
    }
}
