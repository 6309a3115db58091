package dev.slipway.local.cloud.store;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private static final long FOLD_AT_BYTES = 8L << 20;

    private final Path folder;
    private final Generations files;
    private final Slot slot;
    private final Object marking = new Object();
    private final Tables tables;
    private long generation;
    private long foldAtBytes = FOLD_AT_BYTES;
    private volatile Journal journal;
    /** What threads join. */
    private final Map<Thread, Joined> joining = new ConcurrentHashMap<>();
    /** What is in the tables and not in the journal yet; guarded by this. */
    private @Nullable Joined open;

    private Store(Path folder, Slot slot) throws IOException {
        this.folder = folder;
        this.files = new Generations(folder);
        this.slot = slot;
        var content = files.read(Optional.empty());
        this.tables = content.tables();
        this.generation = content.generation();
        files.dropAllBut(generation);
        this.journal = Journal.open(files.journal(generation), content.wholeBytes(), this::mark);
        mark(journal, journal.tip());
    }

    /** Opens a store without a manifest. */
    public static Store open(Path folder) throws IOException {
        return open(folder, Slot.none());
    }

    /**
     * Opens the store of a folder, making it when there is none.
     *
     * @param slot its line in the manifest
     * @throws DamagedState when a file is not what was written
     * @throws IOException when the folder cannot be read or written
     */
    public static Store open(Path folder, Slot slot) throws IOException {
        Files.createDirectories(folder);
        return new Store(folder, slot);
    }

    /**
     * The rows of a folder's store, which is not opened: nothing is made or changed.
     *
     * @param mark what the manifest says of it
     * @throws DamagedState when a file is not what was written, or is missing
     */
    public static Transaction look(Path folder, Optional<Mark> mark) throws IOException {
        return new Transaction(new Generations(folder).read(mark).tables()::rows);
    }

    /** A journal that is no longer the newest may still be forced by one who wrote to it. */
    private void mark(Journal forced, Journal.Tip tip) throws IOException {
        synchronized (marking) {
            if (forced == journal) {
                slot.set(files.journal(generation).getFileName().toString(), tip.size(), tip.checksum(), true);
            }
        }
    }

    /** Reads; nothing changes meanwhile. The objects are copies. */
    public synchronized <T> T read(Function<Transaction, T> work) {
        return work.apply(new Transaction(tables::rows));
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
                var joined = joining.get(Thread.currentThread());
                awaitTurn(joined);
                var transaction = new Transaction(tables::rows);
                result = work.apply(transaction);
                if (transaction.changes().isEmpty()) {
                    return result;
                }
                if (joined != null && !joined.separated()) {
                    joined.add(transaction, tables::rows);
                    tables.apply(transaction.changes());
                    open = joined;
                    return result;
                }
                target = journal;
                position = append(transaction.changes());
                tables.apply(transaction.changes());
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
     * Joins all transactions of some work and one that follows from its result: a kill leaves them whole, or none of them. They are on disk
     * when this returns, also when the work throws; then the last one is left out. Others wait to write meanwhile, for two seconds at most:
     * after that, what was done is on disk by itself.
     *
     * @param work what is done in this thread; its transactions are not on disk when it ends
     * @param last what is written beside it
     * @throws UncheckedIOException when the disk refuses; then nothing is changed
     */
    public <T> T together(Supplier<T> work, BiConsumer<Transaction, T> last) {
        var joined = new Joined();
        joining.put(Thread.currentThread(), joined);
        try {
            var result = work.get();
            write(transaction -> {
                last.accept(transaction, result);
                return transaction;
            });
            return result;
        } finally {
            joining.remove(Thread.currentThread());
            finish(joined);
        }
    }

    private void finish(Joined joined) {
        try {
            Journal target;
            long position;
            synchronized (this) {
                if (open != joined) {
                    return;
                }
                target = journal;
                position = separate(joined);
            }
            target.force(position);
        } catch (IOException e) {
            throw new UncheckedIOException("the state could not be saved in " + folder, e);
        }
    }

    /** Writes what a thread joined so far. */
    private long separate(Joined joined) throws IOException {
        open = null;
        joined.separate();
        notifyAll();
        try {
            return append(joined.changes());
        } catch (IOException e) {
            tables.apply(joined.before());
            throw e;
        }
    }

    /** The journal has transactions in the order of the tables', so whoever joins some goes first. */
    private void awaitTurn(@Nullable Joined mine) throws IOException {
        var interrupted = false;
        while (open != null && open != mine) {
            var left = open.millisLeft();
            if (left <= 0) {
                separate(open);
            } else {
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
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
        try {
            return journal.append(Tables.text(changes));
        } catch (IOException e) {
            // Half a record must not stand before the next one.
            journal.cut();
            throw e;
        }
    }

    /** Writes a snapshot of everything and starts a new journal after it. */
    synchronized void fold() throws IOException {
        var next = generation + 1;
        var temporary = folder.resolve("next.tmp");
        Files.deleteIfExists(temporary);
        try (var file = new FileOutputStream(temporary.toFile())) {
            file.write(Frame.encode(tables.text()).array());
            file.getFD().sync();
        }
        // The journal first: a snapshot without its journal would look damaged.
        var fresh = Journal.open(files.journal(next), 0, this::mark);
        try {
            Files.move(temporary, files.snapshot(next), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        // From here on the new generation counts, whatever else fails: what the old one gets now, nobody would read.
        var old = journal;
        synchronized (marking) {
            journal = fresh;
            generation = next;
        }
        forceFolder();
        mark(fresh, fresh.tip());
        old.close();
        files.dropAllBut(generation);
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

    @Override
    public synchronized void close() throws IOException {
        if (open != null) {
            separate(open);
        }
        journal.force(journal.size());
        journal.close();
    }
}
