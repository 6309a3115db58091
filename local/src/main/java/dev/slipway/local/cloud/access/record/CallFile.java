package dev.slipway.local.cloud.access.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.Mark;
import dev.slipway.local.cloud.store.Slot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** One file of calls. Its first line names the files before it, with their sizes and checksums; the manifest has the newest file's. */
final class CallFile {
    static final String EARLIER = "earlier";
    private static final String SUFFIX = ".jsonl";
    private static final String LOSS = "the calls that the local cloud recorded";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RandomAccessFile file;
    private final String name;
    private final Slot slot;
    private final CRC32 sum = new CRC32();

    private CallFile(RandomAccessFile file, String name, Slot slot) {
        this.file = file;
        this.name = name;
        this.slot = slot;
    }

    /**
     * A file that nothing is added to any more.
     *
     * @param size bytes of its whole lines
     * @param checksum CRC-32 of them
     */
    record Ended(String name, long size, int checksum) {}

    static long number(String name) {
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** The files of a folder, oldest first. */
    static List<Path> all(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** What a file had when its cloud ended; what follows its last line's end was cut short by a kill. */
    static Ended ended(Path path) throws IOException {
        var bytes = Files.readAllBytes(path);
        var size = bytes.length;
        while (size > 0 && bytes[size - 1] != '\n') {
            size--;
        }
        return new Ended(path.getFileName().toString(), size, Mark.checksum(Arrays.copyOf(bytes, size)));
    }

    static CallFile begin(Path folder, long number, List<Ended> earlier, Slot slot) throws IOException {
        var name = "%012d%s".formatted(number, SUFFIX);
        var file = new CallFile(new RandomAccessFile(folder.resolve(name).toFile(), "rw"), name, slot);
        var line = JsonNodeFactory.instance.objectNode();
        var files = line.putObject(EARLIER);
        earlier.forEach(
                one -> files.putObject(one.name()).put("size", one.size()).put("checksum", one.checksum()));
        file.append(line.toString());
        return file;
    }

    void append(String line) throws IOException {
        var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        file.write(bytes);
        sum.update(bytes);
        slot.set(name, file.getFilePointer(), (int) sum.getValue(), false);
    }

    Ended sofar() throws IOException {
        return new Ended(name, file.getFilePointer(), (int) sum.getValue());
    }

    Ended end() throws IOException {
        var ended = sofar();
        file.getFD().sync();
        slot.set(name, ended.size(), ended.checksum(), true);
        file.close();
        return ended;
    }

    /** How the files of a folder differ from what was written. */
    static List<Damage> damages(Path folder, Optional<Mark> mark) {
        var unreadable = Damage.unlessFolder(folder);
        if (unreadable.isPresent()) {
            return unreadable
                    .filter(damage -> mark.isPresent() || damage.kind() != Damage.Kind.MISSING)
                    .map(damage -> damage.losing(LOSS))
                    .stream()
                    .toList();
        }
        var damages = new ArrayList<Damage>();
        try {
            var files = new ArrayList<>(all(folder));
            if (mark.isPresent()) {
                var marked = folder.resolve(mark.get().file());
                mark.get().appended(marked).ifPresent(damages::add);
                files.remove(marked);
                if (damages.isEmpty()) {
                    files.add(marked);
                    for (var one : earlier(newest(files))) {
                        new Mark(one.name(), one.size(), one.checksum(), true)
                                .appended(folder.resolve(one.name()))
                                .ifPresent(damages::add);
                    }
                }
            }
            files.removeIf(
                    file -> damages.stream().anyMatch(damage -> damage.file().equals(file)));
            for (var file : files) {
                unreadable(file).ifPresent(damages::add);
            }
        } catch (IOException e) {
            damages.add(Damage.unreadable(folder, e));
        }
        return damages.stream().map(damage -> damage.losing(LOSS)).toList();
    }

    /** The newest file that says what came before it: a kill may have cut the very newest short in its first line. */
    private static Path newest(List<Path> files) throws IOException {
        var newest = files.stream().sorted().toList();
        var last = newest.get(newest.size() - 1);
        return newest.size() > 1 && ended(last).size() == 0 ? newest.get(newest.size() - 2) : last;
    }

    private static List<Ended> earlier(Path file) throws IOException {
        var text = Files.readString(file);
        var end = text.indexOf('\n');
        if (end < 0) {
            return List.of();
        }
        var earlier = new ArrayList<Ended>();
        line(text.substring(0, end))
                .path(EARLIER)
                .properties()
                .forEach(one -> earlier.add(new Ended(
                        one.getKey(),
                        one.getValue().path("size").asLong(),
                        one.getValue().path("checksum").asInt())));
        return earlier;
    }

    private static JsonNode line(String text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Whoever reads the calls of the file says where.
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static Optional<Damage> unreadable(Path file) {
        var unreadable = Damage.unlessFile(file);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        try {
            var unused = CallLine.read(file);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Damage.damaged(file, String.valueOf(e.getMessage())));
        }
    }
}
