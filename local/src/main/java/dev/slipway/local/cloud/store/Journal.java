package dev.slipway.local.cloud.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** An append-only file of texts. What a kill cut short at its end is dropped; any other damage is an error. */
final class Journal implements AutoCloseable {
    private final FileChannel channel;
    private final Object forcing = new Object();
    private long written;
    private long forced;

    private Journal(FileChannel channel, long size) {
        this.channel = channel;
        this.written = size;
        this.forced = size;
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
                throw new DamagedJournal(file, "the head of the record at byte %d has a wrong checksum".formatted(at));
            }
            if (buffer.remaining() < length) {
                break;
            }
            if (Frame.checksum(bytes, buffer.position(), length) != checksum) {
                throw new DamagedJournal(file, "the record at byte %d has a wrong checksum".formatted(at));
            }
            texts.add(new String(bytes, buffer.position(), length, StandardCharsets.UTF_8));
            buffer.position(buffer.position() + length);
            whole = buffer.position();
        }
        return new Content(texts, whole);
    }

    /** Opens a file to append after its first bytes, dropping what follows them. */
    static Journal open(Path file, long wholeBytes) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(wholeBytes);
        channel.position(wholeBytes);
        return new Journal(channel, wholeBytes);
    }

    /** Appends a text; it is safe once {@link #force} returned. Callers take turns. */
    long append(String text) throws IOException {
        var frame = Frame.encode(text);
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
        written = channel.position();
        return written;
    }

    /** Waits until everything up to a position is on disk; callers that wait together share one flush. */
    void force(long position) throws IOException {
        synchronized (forcing) {
            if (forced < position) {
                var reached = channel.size();
                channel.force(false);
                forced = reached;
            }
        }
    }

    long size() {
        return written;
    }

    /** Closes the file; whoever still waits for it has nothing left to wait for. */
    @Override
    public void close() throws IOException {
        synchronized (forcing) {
            if (channel.isOpen()) {
                channel.force(false);
                forced = Long.MAX_VALUE;
                channel.close();
            }
        }
    }
}
