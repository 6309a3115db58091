package dev.slipway.local.cloud.access.record;

import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.Mark;
import dev.slipway.local.cloud.store.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest calls of roles, one line each, in files that are only appended to. The oldest file is dropped when there are too many. A
 * line is with the operating system when {@link #add} returns, so a killed cloud loses none.
 */
public final class CallLog implements AutoCloseable {
    private static final int FILES = 5;

    private final Path folder;
    private final int perFile;
    private final Slot slot;
    private final Deque<Kept> files = new ArrayDeque<>();
    private @Nullable CallFile current;

    /** A file and its calls. */
    private record Kept(CallFile.Ended file, List<JudgedCall> calls) {}

    private CallLog(Path folder, int perFile, Slot slot) throws IOException {
        this.folder = folder;
        this.perFile = perFile;
        this.slot = slot;
        for (var file : CallFile.all(folder)) {
            files.add(new Kept(CallFile.ended(file), CallLine.read(file)));
        }
        if (!files.isEmpty()) {
            var last = files.getLast().file();
            slot.set(last.name(), last.size(), last.checksum(), false);
        }
    }

    /** Opens the calls of a folder without a manifest. */
    public static CallLog open(Path folder, int perFile) throws IOException {
        return open(folder, perFile, Slot.none());
    }

    /**
     * Opens the calls of a folder, making it when there is none.
     *
     * @param perFile so many calls are in one of the five files
     * @param slot the line of the calls in the manifest
     * @throws IOException when the folder cannot be read or written
     */
    public static CallLog open(Path folder, int perFile, Slot slot) throws IOException {
        return new CallLog(Files.createDirectories(folder), perFile, slot);
    }

    /**
     * The calls that lie in a folder, oldest first, also while a cloud writes there.
     *
     * @throws IOException when the folder cannot be read
     */
    public static List<JudgedCall> recorded(Path folder) throws IOException {
        var calls = new ArrayList<JudgedCall>();
        for (var file : CallFile.all(folder)) {
            calls.addAll(CallLine.read(file));
        }
        return List.copyOf(calls);
    }

    /**
     * How the files of a folder differ from what was written.
     *
     * @param mark what the manifest says of the newest one
     */
    public static List<Damage> damages(Path folder, Optional<Mark> mark) {
        return CallFile.damages(folder, mark);
    }

    /** The file for the next call. Each start has one of its own: the last line of the one before may have been cut short. */
    private CallFile file() throws IOException {
        if (current != null && files.getLast().calls().size() < perFile) {
            return current;
        }
        if (current != null) {
            var kept = files.removeLast();
            files.add(new Kept(current.end(), kept.calls()));
        }
        var number =
                files.isEmpty() ? 1 : CallFile.number(files.getLast().file().name()) + 1;
        var dropped = new ArrayList<Path>();
        while (files.size() >= FILES && !mergesWithNext()) {
            dropped.add(folder.resolve(files.remove().file().name()));
        }
        var next = CallFile.begin(folder, number, files.stream().map(Kept::file).toList(), slot);
        current = next;
        files.add(new Kept(next.sofar(), new ArrayList<>()));
        // Only now: the new file no longer names them.
        for (var file : dropped) {
            Files.delete(file);
        }
        return next;
    }

    /** Short files, from starts that saw few calls, do not push others out. */
    private boolean mergesWithNext() {
        return files.stream().mapToInt(kept -> kept.calls().size()).sum() < (FILES - 1) * perFile;
    }

    /** Keeps a call. */
    public synchronized void add(JudgedCall call) {
        try {
            file().append(CallLine.write(call));
            files.getLast().calls().add(call);
        } catch (IOException e) {
            throw new UncheckedIOException("a call could not be recorded in " + folder, e);
        }
    }

    /** The calls that a query asks for, oldest first. */
    public synchronized List<JudgedCall> find(CallQuery query) {
        var found = new ArrayList<JudgedCall>();
        files.forEach(file -> file.calls().stream().filter(query::wants).forEach(found::add));
        return List.copyOf(found.subList(Math.max(0, found.size() - query.limit()), found.size()));
    }

    @Override
    public synchronized void close() throws IOException {
        if (current != null) {
            var unused = current.end();
        }
    }
}
