package dev.slipway.local.cloud.logs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The events of one call as they stand in a file: a head with bounds and checksums, then the events.
 *
 * <p>The head has a checksum of its own, so a damaged length is told from a batch that a kill cut short.
 *
 * @param length bytes of the events
 * @param count how many events
 * @param number the number of the first
 * @param first the earliest time
 * @param last the latest time
 * @param ingested when the call came
 * @param checksum of the events' bytes
 */
record Batch(int length, int count, long number, long first, long last, long ingested, int checksum) {
    static final int HEAD = 48;
    private static final int SUMMED = HEAD - Integer.BYTES;

    /** Bytes of the whole batch. */
    int size() {
        return HEAD + length;
    }

    /** A batch of events, which stand in the order of their times. */
    static ByteBuffer encode(List<LogEvent> events) {
        var texts = events.stream()
                .map(event -> event.message().getBytes(StandardCharsets.UTF_8))
                .toList();
        var length = texts.stream()
                .mapToInt(text -> Long.BYTES + Integer.BYTES + text.length)
                .sum();
        var bytes = ByteBuffer.allocate(HEAD + length).position(HEAD);
        for (int i = 0; i < events.size(); i++) {
            bytes.putLong(events.get(i).time()).putInt(texts.get(i).length).put(texts.get(i));
        }
        var head = events.get(0);
        bytes.rewind();
        bytes.putInt(length)
                .putInt(events.size())
                .putLong(head.number())
                .putLong(head.time())
                .putLong(events.get(events.size() - 1).time())
                .putLong(head.ingested())
                .putInt(checksum(bytes.array(), HEAD, length));
        return bytes.putInt(checksum(bytes.array(), 0, SUMMED)).rewind();
    }

    /** The head that begins here; nothing when its checksum does not match. */
    static @Nullable Batch head(ByteBuffer bytes) {
        var start = bytes.position();
        var head = new Batch(
                bytes.getInt(),
                bytes.getInt(),
                bytes.getLong(),
                bytes.getLong(),
                bytes.getLong(),
                bytes.getLong(),
                bytes.getInt());
        var sound = bytes.getInt() == checksum(bytes.array(), bytes.arrayOffset() + start, SUMMED);
        return sound && head.length >= 0 && head.count > 0 ? head : null;
    }

    /** Whether the events that follow the head are those that were written. */
    boolean matches(byte[] bytes, int offset) {
        return checksum(bytes, offset, length) == checksum;
    }

    /** The events that follow the head. */
    List<LogEvent> events(ByteBuffer bytes) {
        var events = new ArrayList<LogEvent>(count);
        for (int i = 0; i < count; i++) {
            var time = bytes.getLong();
            var text = new byte[bytes.getInt()];
            bytes.get(text);
            events.add(new LogEvent(time, new String(text, StandardCharsets.UTF_8), ingested, number + i));
        }
        return events;
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
