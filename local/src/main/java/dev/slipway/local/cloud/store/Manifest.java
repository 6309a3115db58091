package dev.slipway.local.cloud.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Names the parts of the state, and what each had at its last commit, so that a part that is missing or cut is told from one that is empty.
 *
 * <p>Each part has one line of a fixed length, which is overwritten in place by one call of the operating system: a commit costs the same
 * whatever the state's size, a kill leaves the old line or the new one, and ministack's process writes its own lines beside ours. A part
 * writes its line after its data. So data may be ahead of the manifest by what was under way at a kill, and never behind it.
 */
public final class Manifest implements AutoCloseable {
    private static final int LINE = 512;
    private static final String HEAD = "slipway-manifest-1";
    private static final String NOTHING = "-";
    private static final String ON_DISK = "disk";
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final RandomAccessFile file;
    private final Map<String, Integer> lines;
    private final String boot;

    private Manifest(RandomAccessFile file, Map<String, Integer> lines) {
        this.file = file;
        this.lines = lines;
        this.boot = boot();
    }

    /** Tells one run of the machine from another; where it cannot be told, no two are the same. */
    private static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException unknown) {
            return UUID.randomUUID().toString();
        }
    }

    /** Makes a manifest in which all parts are still unwritten, in the place of an earlier one. */
    public static void create(Path path) throws IOException {
        var next = path.resolveSibling(path.getFileName() + ".tmp");
        Files.write(next, line(HEAD + " 0"));
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Opens a manifest that {@link #read} found whole, with lines for these parts.
     *
     * @throws DamagedState when it is not whole
     */
    public static Manifest open(Path path, Collection<String> parts) throws IOException {
        var lines = new LinkedHashMap<String, Integer>();
        read(path).keySet().forEach(part -> lines.put(part, lines.size() + 1));
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            for (var part : new TreeSet<>(parts)) {
                if (!lines.containsKey(part)) {
                    lines.put(part, lines.size() + 1);
                    write(file, lines.size(), part + " " + NOTHING);
                    // The count comes last: a line that a kill left uncounted is written again.
                    write(file, 0, HEAD + " " + lines.size());
                }
            }
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return new Manifest(file, lines);
    }

    /**
     * The parts and what the manifest says of them; empty for a part that never was written.
     *
     * @throws DamagedState when the manifest is missing, or not what was written
     */
    public static Map<String, Optional<Mark>> read(Path path) throws IOException {
        var unreadable = Damage.unlessFile(path);
        if (unreadable.isPresent()) {
            throw new DamagedState(unreadable.get());
        }
        var bytes = Files.readAllBytes(path);
        var head = fields(path, bytes, 0);
        if (head.length != 2 || !head[0].equals(HEAD)) {
            throw new DamagedState(Damage.damaged(path, "it does not begin with %s".formatted(HEAD)));
        }
        var marks = new LinkedHashMap<String, Optional<Mark>>();
        var boot = boot();
        for (var number = 1; number <= Integer.parseInt(head[1]); number++) {
            var line = fields(path, bytes, number);
            marks.put(line[0], line[1].equals(NOTHING) ? Optional.empty() : Optional.of(mark(line, boot)));
        }
        return marks;
    }

    private static Mark mark(String[] line, String boot) {
        return new Mark(
                line[1],
                Long.parseLong(line[2]),
                HexFormat.fromHexDigits(line[3]),
                line[4].equals(ON_DISK) || line[4].equals(boot));
    }

    private static String[] fields(Path path, byte[] bytes, int number) throws DamagedState {
        var from = number * LINE;
        if (bytes.length < from + LINE) {
            throw new DamagedState(
                    Damage.damaged(path, "it has %d bytes, expected at least %d".formatted(bytes.length, from + LINE)));
        }
        var text = new String(bytes, from, LINE, StandardCharsets.US_ASCII).stripTrailing();
        var end = text.lastIndexOf(' ');
        if (end < 0 || !text.substring(end + 1).equals(checksum(text.substring(0, end)))) {
            throw new DamagedState(
                    Damage.damaged(path, "the checksum of line %d does not match it".formatted(number + 1)));
        }
        return text.substring(0, end).split(" ");
    }

    private static String checksum(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static byte[] line(String text) {
        var whole = "%s %s".formatted(text, checksum(text));
        if (whole.length() >= LINE) {
            throw new IllegalArgumentException("the line \"%s\" is longer than %d".formatted(whole, LINE));
        }
        return (whole + " ".repeat(LINE - 1 - whole.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void write(RandomAccessFile file, int number, String text) throws IOException {
        file.seek((long) number * LINE);
        file.write(line(text));
    }

    /** The line of a part. */
    public Slot slot(String part) {
        var number = lines.get(part);
        if (number == null) {
            throw new IllegalArgumentException("part is '%s', expected one of %s".formatted(part, lines.keySet()));
        }
        return (name, count, checksum, onDisk) -> {
            var text = "%s %s %d %s %s"
                    .formatted(part, name, count, HexFormat.of().toHexDigits(checksum), onDisk ? ON_DISK : boot);
            synchronized (file) {
                write(file, number, text);
            }
        };
    }

    /** Forgets what a part had: it may begin anew. */
    public void forget(String part) throws IOException {
        var number = lines.get(part);
        if (number != null) {
            synchronized (file) {
                write(file, number, part + " " + NOTHING);
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (file) {
            file.getFD().sync();
            file.close();
        }
    }
}
