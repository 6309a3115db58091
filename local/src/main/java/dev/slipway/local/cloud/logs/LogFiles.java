package dev.slipway.local.cloud.logs;

import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.DamagedState;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of event files. The store says which there are: a file is there before its stream, and goes after it.
 */
final class LogFiles {
    private static final String END = ".log";
    /** Files of streams that are deleted, until the files are, too. */
    private static final String GONE = "logs.gone";

    private final Path folder;
    private final Store store;
    private final Map<String, EventLog> logs = new ConcurrentHashMap<>();

    private LogFiles(Path folder, Store store) {
        this.folder = folder;
        this.store = store;
    }

    /**
     * Opens the folder, making it when there is none.
     *
     * @param wanted the names of the files that streams have
     * @throws DamagedState when a file is missing, is not what was written, or belongs to no stream
     */
    static LogFiles open(Path folder, Store store, Set<String> wanted) throws IOException {
        Files.createDirectories(folder);
        var files = new LogFiles(folder, store);
        for (var gone : store.read(view -> view.all(GONE)).keySet()) {
            Files.deleteIfExists(files.path(gone));
            files.forgotten(gone);
        }
        var there = files.there();
        for (var name : wanted) {
            if (!there.contains(name)) {
                throw new DamagedState(Damage.missing(files.path(name)));
            }
        }
        there.removeAll(wanted);
        for (var name : there) {
            if (Files.size(files.path(name)) > 0) {
                throw new DamagedState(Damage.damaged(files.path(name), "no log stream has it"));
            }
            // A kill came between the file and its stream.
            Files.delete(files.path(name));
        }
        files.read(wanted);
        return files;
    }

    private Set<String> there() throws IOException {
        var names = new TreeSet<String>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (name.endsWith(".tmp")) {
                    Files.delete(entry);
                } else if (name.endsWith(END)) {
                    names.add(name.substring(0, name.length() - END.length()));
                } else {
                    throw new DamagedState(Damage.damaged(entry, "no log stream has it"));
                }
            }
        }
        return names;
    }

    private void read(Set<String> wanted) throws IOException {
        try {
            wanted.parallelStream().forEach(name -> logs.put(name, new EventLog(opened(name))));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private EventFile opened(String name) {
        try {
            return EventFile.open(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String name) {
        return path(folder, name);
    }

    static Path path(Path folder, String name) {
        return folder.resolve(name + END);
    }

    /** Makes an empty file and returns its name. */
    String create() {
        // As many digits as fit into the ids of its events.
        var name = "%015d".formatted(UUID.randomUUID().getLeastSignificantBits() >>> 15);
        try {
            logs.put(name, new EventLog(EventFile.create(path(name))));
        } catch (IOException e) {
            throw new UncheckedIOException("the log in %s could not be made".formatted(path(name)), e);
        }
        return name;
    }

    /** The events of a file. */
    EventLog log(String name) {
        var log = logs.get(name);
        if (log == null) {
            throw EventLog.gone();
        }
        return log;
    }

    /** Deletes a file that no stream got. */
    void discard(String name) {
        log(name).delete();
        logs.remove(name);
    }

    /** Notes in the transaction that removes a stream that its file is to go. */
    void condemn(Transaction transaction, String name) {
        transaction.put(GONE, name, Json.object());
    }

    /** Deletes files that were condemned. */
    void delete(Set<String> names) {
        names.forEach(name -> log(name).delete());
        store.write(transaction -> {
            names.forEach(name -> transaction.remove(GONE, name));
            return names;
        });
        names.forEach(logs::remove);
    }

    private void forgotten(String name) {
        store.write(transaction -> {
            transaction.remove(GONE, name);
            return name;
        });
    }
}
