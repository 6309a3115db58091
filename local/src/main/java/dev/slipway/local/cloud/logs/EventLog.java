package dev.slipway.local.cloud.logs;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.logs.EventFile.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream in the order of their times; events of one time stand as they came.
 *
 * <p>As long as no batch came late, that is the file's order, and a position is found by what is known of the file's blocks. After a
 * late batch the order is worked out from the whole stream, once for each reading that follows an append.
 */
final class EventLog {
    private static final int PART = 500;

    private final EventFile file;
    private boolean ordered;
    private boolean deleted;
    private @Nullable Order order;

    /** The times in their order, and which event of the file each is. */
    private static final class Order {
        private final long[] times;
        private final int[] places;

        Order(long[] times, int[] places) {
            this.times = times;
            this.places = places;
        }
    }

    /**
     * Events that follow each other.
     *
     * @param from the position of the first
     * @param events the events
     */
    record Part(long from, List<LogEvent> events) {
        long to() {
            return from + events.size();
        }
    }

    EventLog(EventFile file) {
        this.file = file;
        this.ordered = inOrder(file.blocks());
    }

    private static boolean inOrder(List<Block> blocks) {
        for (int i = 1; i < blocks.size(); i++) {
            if (blocks.get(i).first() < blocks.get(i - 1).last()) {
                return false;
            }
        }
        return true;
    }

    /** One after the other, so that positions of one answer belong together. */
    synchronized <T> T reading(Supplier<T> work) {
        return work.get();
    }

    /** Appends events in the order of their times; they are on disk when this returns. */
    synchronized void append(List<Incoming> events, long now) {
        if (deleted) {
            throw gone();
        }
        var number = file.next();
        var batch = new ArrayList<LogEvent>(events.size());
        for (var event : events) {
            batch.add(new LogEvent(event.time(), event.message(), now, number++));
        }
        ordered &= isEmpty() || events.get(0).time() >= last();
        order = null;
        run(() -> file.append(batch));
    }

    /**
     * An event on its way into a stream.
     *
     * @param time when it happened
     * @param message its text
     */
    record Incoming(long time, String message) {}

    synchronized boolean isEmpty() {
        return file.blocks().isEmpty();
    }

    /** How many events there are. */
    synchronized long size() {
        return file.count();
    }

    /** The earliest time; there must be an event. */
    synchronized long first() {
        return file.blocks().stream().mapToLong(Block::first).min().orElseThrow();
    }

    /** The latest time; there must be an event. */
    synchronized long last() {
        return ordered
                ? file.blocks().get(file.blocks().size() - 1).last()
                : file.blocks().stream().mapToLong(Block::last).max().orElseThrow();
    }

    /** When the newest event came; there must be one. */
    synchronized long ingested() {
        return file.blocks().get(file.blocks().size() - 1).ingested();
    }

    synchronized long bytes() {
        return file.size();
    }

    /** Forgets what is older than a time, as far as that makes the file much smaller. */
    synchronized void forgetBefore(long time) {
        if (file.holdsMuchBefore(time)) {
            order = null;
            run(() -> file.drop(time));
            ordered = inOrder(file.blocks());
        }
    }

    /** Deletes the file; nothing is appended any more. */
    synchronized void delete() {
        deleted = true;
        run(file::delete);
    }

    /** What a call gets that was under way when the stream was deleted. */
    static AwsException gone() {
        return new AwsException("ResourceNotFoundException", "The specified log stream does not exist.");
    }

    /** How many events are earlier than a time. */
    synchronized long before(long time) {
        if (!ordered) {
            var times = order().times;
            return firstAtLeast(times.length, index -> times[index], time);
        }
        var blocks = file.blocks();
        var index = firstAtLeast(blocks.size(), i -> blocks.get(i).last(), time);
        if (index == blocks.size()) {
            return size();
        }
        var block = blocks.get(index);
        if (block.first() >= time) {
            return block.before();
        }
        var events = events(block);
        return block.before() + firstAtLeast(events.size(), i -> events.get(i).time(), time);
    }

    private interface Times {
        long at(int index);
    }

    private static int firstAtLeast(int size, Times times, long time) {
        var low = 0;
        var high = size;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (times.at(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The events around a position, which must be one of an event. */
    synchronized Part at(long position) {
        var blocks = file.blocks();
        if (ordered) {
            var block = blocks.get(blockOf(position));
            return new Part(block.before(), events(block));
        }
        var places = order().places;
        var from = (int) (position / PART * PART);
        var events = new ArrayList<LogEvent>();
        List<LogEvent> read = List.of();
        Block open = null;
        for (int i = from; i < Math.min(places.length, from + PART); i++) {
            var block = blocks.get(blockOf(places[i]));
            if (!block.equals(open)) {
                open = block;
                read = events(block);
            }
            events.add(read.get((int) (places[i] - block.before())));
        }
        return new Part(from, events);
    }

    private int blockOf(long place) {
        var blocks = file.blocks();
        return firstAtLeast(
                blocks.size(), i -> blocks.get(i).before() + blocks.get(i).count(), place + 1);
    }

    private Order order() {
        var known = order;
        if (known == null) {
            var all = new ArrayList<long[]>();
            for (var block : file.blocks()) {
                events(block).forEach(event -> all.add(new long[] {event.time(), all.size()}));
            }
            all.sort(Comparator.comparingLong(entry -> entry[0]));
            known = new Order(
                    all.stream().mapToLong(entry -> entry[0]).toArray(),
                    all.stream().mapToInt(entry -> (int) entry[1]).toArray());
            order = known;
        }
        return known;
    }

    private List<LogEvent> events(Block block) {
        try {
            return file.events(block);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private interface Deed {
        void run() throws IOException;
    }

    private void run(Deed deed) {
        try {
            deed.run();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("the log events in %s: %s".formatted(file.path(), e.getMessage()), e);
    }
}
