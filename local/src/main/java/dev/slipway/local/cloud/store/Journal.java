package dev.slipway.local.cloud.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * An append-only file of texts. What a kill cut short at its end is dropped; any other damage is an error.
 *
 * <p>The file is no channel: a channel closes itself when a thread that writes is interrupted, and builds are stopped so.
 */
final class Journal implements AutoCloseable {
    private final RandomAccessFile file;
    private final Forced listener;
    private final CRC32 sum = new CRC32();
    private final Object forcing = new Object();
    private volatile Tip tip;
    private long forced;
    private boolean closed;

    private Journal(RandomAccessFile file, Path path, long size, Forced listener) throws IOException {
        this.file = file;
        this.listener = listener;
        try (var written = Files.newInputStream(path)) {
            sum.update(written.readNBytes(Math.toIntExact(size)));
        }
        this.tip = new Tip(size, (int) sum.getValue());
        this.forced = size;
    }

    /**
     * Where a journal ends.
     *
     * @param size its bytes
     * @param checksum CRC-32 of them
     */
    record Tip(long size, int checksum) {}

    /** Is told how much of a journal the disk has, before anybody is told of what stands there. */
    @FunctionalInterface
    interface Forced {
        void forced(Journal journal, Tip tip) throws IOException;
    }

    /** The texts of a file, and how many of its bytes hold whole ones. */
    record Content(List<String> texts, long wholeBytes) {}

    static Content read(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var buffer = ByteBuffer.wrap(bytes);
        var texts = new ArrayList<String>();
        var whole = 0;
        while (buffer.remaining() >= Frame.HEAD) {
            var at = buffer.position();
            var length = buffer.getInt();
            var checksum = buffer.getInt();
            if (buffer.getInt() != Frame.checksum(bytes, at, 8) || length < 0) {
                throw new DamagedState(
                        Damage.damaged(file, "the head of the record at byte %d has a wrong checksum".formatted(at)));
            }
            if (buffer.remaining() < length) {
                break;
            }
            if (Frame.checksum(bytes, buffer.position(), length) != checksum) {
                throw new DamagedState(
                        Damage.damaged(file, "the record at byte %d has a wrong checksum".formatted(at)));
            }
            texts.add(new String(bytes, buffer.position(), length, StandardCharsets.UTF_8));
            buffer.position(buffer.position() + length);
            whole = buffer.position();
        }
        return new Content(texts, whole);
    }

    /** Opens a file to append after its first bytes, dropping what follows them. */
    static Journal open(Path file, long wholeBytes, Forced listener) throws IOException {
        var opened = new RandomAccessFile(file.toFile(), "rw");
        opened.setLength(wholeBytes);
        opened.seek(wholeBytes);
        opened.getFD().sync();
        return new Journal(opened, file, wholeBytes, listener);
    }

    /** Appends a text; it is safe once {@link #force} returned. Callers take turns. */
    long append(String text) throws IOException {
        var frame = Frame.encode(text);
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        file.write(bytes);
        sum.update(bytes);
        tip = new Tip(file.getFilePointer(), (int) sum.getValue());
        return tip.size();
    }

    /** Takes back the half of a record that a full disk left. */
    void cut() throws IOException {
        file.setLength(tip.size());
        file.seek(tip.size());
    }

    /** Waits until everything up to a position is on disk; callers that wait together share one flush. */
    void force(long position) throws IOException {
        synchronized (forcing) {
            if (forced < position) {
                // Not the file's length: half a record may stand at its end.
                var reached = tip;
                file.getFD().sync();
                listener.forced(this, reached);
                forced = reached.size();
            }
        }
    }

    long size() {
        return tip.size();
    }

    Tip tip() {
        return tip;
    }

    /** Closes the file; whoever still waits for it has nothing left to wait for. */
    @Override
    public void close() throws IOException {
        synchronized (forcing) {
            if (!closed) {
                closed = true;
                file.getFD().sync();
                forced = Long.MAX_VALUE;
                file.close();
            }
        }
    }
}
