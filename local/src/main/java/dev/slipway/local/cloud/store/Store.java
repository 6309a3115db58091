package dev.slipway.local.cloud.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables of JSON objects on disk. A transaction is in whole or not at all, and it is on disk when {@link #write} returns.
 *
 * <p>A snapshot holds every object; a journal holds the transactions since. The journal is folded into a new snapshot
 * at start and when it has grown.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long FOLD_AT_BYTES = 8L << 20;

    private final Path folder;
    private final Map<String, TreeMap<String, ObjectNode>> tables = new TreeMap<>();
    private long generation;
    private long foldAtBytes = FOLD_AT_BYTES;
    private Journal journal;

    private Store(Path folder, long generation) throws IOException {
        this.folder = folder;
        this.generation = generation;
        this.journal = replay();
    }

    /**
     * Opens the store of a folder, making it when there is none.
     *
     * @throws DamagedJournal when a file is not what was written
     * @throws IOException when the folder cannot be read or written
     */
    public static Store open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new Store(folder, newestGeneration(folder));
    }

    private static long newestGeneration(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.snapshot")) {
            var newest = 0L;
            for (var file : files) {
                newest = Math.max(
                        newest, Long.parseLong(file.getFileName().toString().replace(".snapshot", "")));
            }
            return newest;
        }
    }

    private Path snapshot(long of) {
        return folder.resolve(of + ".snapshot");
    }

    private Path journal(long of) {
        return folder.resolve(of + ".journal");
    }

    private Journal replay() throws IOException {
        if (generation > 0) {
            var content = Journal.read(snapshot(generation));
            if (content.texts().size() != 1 || content.wholeBytes() != Files.size(snapshot(generation))) {
                throw new DamagedJournal(snapshot(generation), "it is not one whole record");
            }
            apply(snapshot(generation), content.texts().get(0));
        }
        var file = journal(generation);
        if (!Files.exists(file)) {
            if (generation > 0 || holdsJournals()) {
                throw new DamagedJournal(file, "it is missing");
            }
            Files.createFile(file);
        }
        var content = Journal.read(file);
        for (var text : content.texts()) {
            apply(file, text);
        }
        dropOldGenerations();
        return Journal.open(file, content.wholeBytes());
    }

    private boolean holdsJournals() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.journal")) {
            return files.iterator().hasNext();
        }
    }

    private void apply(Path file, String text) throws IOException {
        try {
            JSON.readTree(text).properties().forEach(table -> table.getValue()
                    .properties()
                    .forEach(row ->
                            put(table.getKey(), row.getKey(), row.getValue() instanceof ObjectNode o ? o : null)));
        } catch (IOException e) {
            throw new DamagedJournal(file, "a record is not JSON: " + e.getMessage());
        }
    }

    private void put(String table, String key, @Nullable ObjectNode value) {
        var rows = tables.computeIfAbsent(table, name -> new TreeMap<>());
        if (value == null) {
            rows.remove(key);
        } else {
            rows.put(key, value);
        }
    }

    /** Reads; nothing changes meanwhile. The objects are copies. */
    public synchronized <T> T read(Function<Transaction, T> work) {
        return work.apply(new Transaction(this::find));
    }

    /**
     * Reads and changes. When the work throws, nothing is changed.
     *
     * @throws UncheckedIOException when the disk refuses; then nothing is changed
     */
    public <T> T write(Function<Transaction, T> work) {
        try {
            Journal target;
            long position;
            T result;
            synchronized (this) {
                var transaction = new Transaction(this::find);
                result = work.apply(transaction);
                if (transaction.changes().isEmpty()) {
                    return result;
                }
                target = journal;
                position = append(transaction.changes());
                transaction
                        .changes()
                        .forEach((table, rows) -> rows.forEach((key, row) -> put(table, key, row.orElse(null))));
                if (journal.size() > foldAtBytes && folded()) {
                    return result;
                }
            }
            target.force(position);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("the state could not be saved in " + folder, e);
        }
    }

    /**
     * Whether the journal was folded. When it could not be, the change stands all the same, because the journal has it; a disk that
     * stays full refuses the next one. The next try is at twice the size.
     */
    private boolean folded() {
        try {
            fold();
            foldAtBytes = FOLD_AT_BYTES;
            return true;
        } catch (IOException e) {
            LOG.warn("the journal in {} could not be folded", folder, e);
            foldAtBytes = journal.size() * 2;
            return false;
        }
    }

    private long append(Map<String, ? extends Map<String, Optional<ObjectNode>>> changes) throws IOException {
        var start = journal.size();
        try {
            return journal.append(toJson(changes));
        } catch (IOException e) {
            // Half a record must not stand before the next one.
            journal.cut(start);
            throw e;
        }
    }

    private static String toJson(Map<String, ? extends Map<String, Optional<ObjectNode>>> changes) {
        var json = JsonNodeFactory.instance.objectNode();
        changes.forEach((table, rows) -> {
            var object = json.putObject(table);
            rows.forEach((key, row) -> {
                if (row.isPresent()) {
                    object.set(key, row.get());
                } else {
                    object.putNull(key);
                }
            });
        });
        return json.toString();
    }

    private Map<String, ObjectNode> find(String table) {
        return tables.getOrDefault(table, new TreeMap<>());
    }

    /** Writes a snapshot of everything and starts a new journal after it. */
    synchronized void fold() throws IOException {
        var next = generation + 1;
        var all = JsonNodeFactory.instance.objectNode();
        tables.forEach((table, rows) -> rows.forEach(all.withObjectProperty(table)::set));
        var temporary = folder.resolve("next.tmp");
        Files.deleteIfExists(temporary);
        try (var file = new FileOutputStream(temporary.toFile())) {
            file.write(Frame.encode(all.toString()).array());
            file.getFD().sync();
        }
        // The journal first: a snapshot without its journal would look damaged.
        var fresh = Journal.open(journal(next), 0);
        try {
            Files.move(temporary, snapshot(next), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        // From here on the new generation counts, whatever else fails: what the old one gets now, nobody would read.
        var old = journal;
        journal = fresh;
        generation = next;
        forceFolder();
        old.close();
        dropOldGenerations();
    }

    /** A folder is forced by a channel only, and an interrupted thread has none: it is one again afterwards. */
    private void forceFolder() throws IOException {
        var interrupted = false;
        for (var forced = false; !forced; ) {
            interrupted |= Thread.interrupted();
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
                forced = true;
            } catch (ClosedByInterruptException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void dropOldGenerations() throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (!file.equals(snapshot(generation)) && !file.equals(journal(generation))) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        journal.force(journal.size());
        journal.close();
    }
}
