package dev.slipway.local.cloud.logs;

import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.DamagedState;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream: a file to which each call appends a batch, and what is known of the batches in memory.
 *
 * <p>What a kill cut short at the file's end is dropped; any other damage is an error. The file is no channel: a channel closes itself
 * when a thread that writes is interrupted, and builds are stopped so.
 */
final class EventFile {
    /** Batches that follow each other are read together up to this size, so that what is known of them stays small. */
    private static final int BLOCK = 64 << 10;

    private final Path path;
    private final List<Block> blocks = new ArrayList<>();
    private long size;
    /** Whether the file ends with its last batch. */
    private boolean whole = true;
    /** The number after that of the last event that was dropped. */
    private long numbered;

    /**
     * Batches that are read together.
     *
     * @param offset where they begin in the file
     * @param length their bytes
     * @param count their events
     * @param before how many events of the file come before them
     * @param first the earliest time
     * @param last the latest time
     * @param ingested when the last of them came
     * @param next the number after that of their last event
     */
    record Block(long offset, int length, int count, long before, long first, long last, long ingested, long next) {
        private Block with(Batch batch) {
            return new Block(
                    offset,
                    length + batch.size(),
                    count + batch.count(),
                    before,
                    Math.min(first, batch.first()),
                    Math.max(last, batch.last()),
                    batch.ingested(),
                    batch.number() + batch.count());
        }
    }

    private EventFile(Path path) {
        this.path = path;
    }

    /** A new file without events. */
    static EventFile create(Path path) throws IOException {
        Files.createFile(path);
        return new EventFile(path);
    }

    /**
     * Reads a file to its end.
     *
     * @throws DamagedState when it is not what was written
     */
    static EventFile open(Path path) throws IOException {
        var file = new EventFile(path);
        // Each batch is read into the same bytes: a start reads all of them.
        var bytes = new byte[BLOCK];
        try (var input = new BufferedInputStream(Files.newInputStream(path), BLOCK)) {
            for (var batch = file.head(input, bytes); batch != null; batch = file.head(input, bytes)) {
                if (bytes.length < batch.length()) {
                    bytes = new byte[batch.length()];
                }
                if (input.readNBytes(bytes, 0, batch.length()) < batch.length()) {
                    break;
                }
                file.check(batch, bytes, 0, file.size);
                file.add(batch);
            }
        }
        file.whole = file.size == Files.size(path);
        return file;
    }

    /** The head that comes next; nothing at the end of what is whole. */
    private @Nullable Batch head(InputStream input, byte[] bytes) throws IOException {
        if (input.readNBytes(bytes, 0, Batch.HEAD) < Batch.HEAD) {
            return null;
        }
        var batch = Batch.head(ByteBuffer.wrap(bytes));
        if (batch == null) {
            throw new DamagedState(
                    Damage.damaged(path, "the head of the batch at byte %d has a wrong checksum".formatted(size)));
        }
        return batch;
    }

    private void check(Batch batch, byte[] bytes, int at, long offset) throws DamagedState {
        if (!batch.matches(bytes, at)) {
            throw new DamagedState(Damage.damaged(path, "the batch at byte %d has a wrong checksum".formatted(offset)));
        }
    }

    private void add(Batch batch) {
        var last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
        var late = last != null && batch.first() < last.last();
        if (last != null && !late && last.length() + batch.size() <= BLOCK) {
            blocks.set(blocks.size() - 1, last.with(batch));
        } else {
            blocks.add(new Block(
                    size,
                    batch.size(),
                    batch.count(),
                    count(),
                    batch.first(),
                    batch.last(),
                    batch.ingested(),
                    batch.number() + batch.count()));
        }
        size += batch.size();
    }

    /**
     * Appends a batch; it is on disk when this returns.
     *
     * @param events in the order of their times, numbered from {@link #next}
     */
    void append(List<LogEvent> events) throws IOException {
        var bytes = Batch.encode(events);
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            if (!whole) {
                file.setLength(size);
            }
            var channel = file.getChannel().position(size);
            // Until all of it is on disk, what stands after the last batch is to be cut off.
            whole = false;
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            file.getFD().sync();
            whole = true;
        }
        add(Objects.requireNonNull(Batch.head(bytes.rewind())));
    }

    /** Whether it has what is left of blocks that are too old: then {@link #drop} makes the file smaller. */
    boolean holdsMuchBefore(long time) {
        if (blocks.isEmpty() || blocks.get(0).last() >= time) {
            return false;
        }
        var old = blocks.stream()
                .filter(block -> block.last() < time)
                .mapToLong(Block::length)
                .sum();
        return old > 0 && old * 2 >= size;
    }

    /** Drops the blocks whose events are all older than a time. */
    void drop(long time) throws IOException {
        var kept = blocks.stream().filter(block -> block.last() >= time).toList();
        var temporary = path.resolveSibling(path.getFileName() + ".tmp");
        var last = blocks.get(blocks.size() - 1);
        try (var file = new FileOutputStream(temporary.toFile())) {
            for (var block : kept) {
                file.write(bytes(block));
            }
            file.getFD().sync();
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        numbered = last.next();
        blocks.clear();
        size = 0;
        whole = true;
        for (var block : kept) {
            blocks.add(new Block(
                    size,
                    block.length(),
                    block.count(),
                    count(),
                    block.first(),
                    block.last(),
                    block.ingested(),
                    block.next()));
            size += block.length();
        }
    }

    /** The number of the next event. */
    long next() {
        return blocks.isEmpty() ? numbered : blocks.get(blocks.size() - 1).next();
    }

    /** The events of a block, in the order in which they came. */
    List<LogEvent> events(Block block) throws IOException {
        var bytes = ByteBuffer.wrap(bytes(block));
        var events = new ArrayList<LogEvent>(block.count());
        while (bytes.hasRemaining()) {
            var at = bytes.position();
            var batch = Batch.head(bytes);
            if (batch == null) {
                throw new DamagedState(Damage.damaged(
                        path, "the head of the batch at byte %d has a wrong checksum".formatted(block.offset() + at)));
            }
            check(batch, bytes.array(), bytes.position(), block.offset() + at);
            events.addAll(batch.events(bytes));
        }
        return events;
    }

    private byte[] bytes(Block block) throws IOException {
        var bytes = new byte[block.length()];
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(block.offset());
            file.readFully(bytes);
        } catch (EOFException cut) {
            throw new DamagedState(
                    Damage.damaged(path, "it ends before byte %d".formatted(block.offset() + block.length())));
        }
        return bytes;
    }

    /** What is known of the batches, in the order of the file. */
    List<Block> blocks() {
        return blocks;
    }

    /** How many events it has. */
    long count() {
        if (blocks.isEmpty()) {
            return 0;
        }
        var last = blocks.get(blocks.size() - 1);
        return last.before() + last.count();
    }

    /** Its bytes. */
    long size() {
        return size;
    }

    Path path() {
        return path;
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
