package dev.slipway.local.cloud.access.record;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The newest calls of roles, one line each, in files that are only appended to. The oldest file is dropped when there are too many. A
 * line is with the operating system when {@link #add} returns, so a killed cloud loses none.
 */
public final class CallLog implements AutoCloseable {
    private static final int FILES = 5;

    private final Path folder;
    private final int perFile;
    private final Deque<List<JudgedCall>> kept = new ArrayDeque<>();
    private final Deque<Path> files = new ArrayDeque<>();
    private BufferedWriter writer;

    private CallLog(Path folder, int perFile) throws IOException {
        this.folder = folder;
        this.perFile = perFile;
        try (var found = Files.list(folder)) {
            for (var file : found.sorted().toList()) {
                files.add(file);
                kept.add(new ArrayList<>(CallLine.read(file)));
            }
        }
        this.writer = next();
    }

    /**
     * Opens the calls of a folder, making it when there is none.
     *
     * @param perFile so many calls are in one of the five files
     * @throws IOException when the folder cannot be read or written
     */
    public static CallLog open(Path folder, int perFile) throws IOException {
        return new CallLog(Files.createDirectories(folder), perFile);
    }

    /**
     * The calls that lie in a folder, oldest first, also while a cloud writes there.
     *
     * @throws IOException when the folder cannot be read
     */
    public static List<JudgedCall> recorded(Path folder) throws IOException {
        var calls = new ArrayList<JudgedCall>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                calls.addAll(CallLine.read(file));
            }
        }
        return List.copyOf(calls);
    }

    /** A file of its own for each start: the last line of the one before may have been cut short. */
    private BufferedWriter next() throws IOException {
        var number = files.isEmpty()
                ? 1
                : Long.parseLong(files.getLast().getFileName().toString().replace(".jsonl", "")) + 1;
        var file = folder.resolve("%012d.jsonl".formatted(number));
        files.add(file);
        kept.add(new ArrayList<>());
        while (files.size() > FILES && !mergesWithNext()) {
            Files.delete(files.remove());
            kept.remove();
        }
        return Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW);
    }

    /** Short files, from starts that saw few calls, do not push others out. */
    private boolean mergesWithNext() {
        return kept.stream().mapToInt(List::size).sum() < (FILES - 1) * perFile;
    }

    /** Keeps a call. */
    public synchronized void add(JudgedCall call) {
        try {
            if (kept.getLast().size() >= perFile) {
                writer.close();
                writer = next();
            }
            writer.write(CallLine.write(call));
            writer.newLine();
            writer.flush();
            kept.getLast().add(call);
        } catch (IOException e) {
            throw new UncheckedIOException("a call could not be recorded in " + folder, e);
        }
    }

    /** The calls that a query asks for, oldest first. */
    public synchronized List<JudgedCall> find(CallQuery query) {
        var found = new ArrayList<JudgedCall>();
        kept.forEach(file -> file.stream().filter(query::wants).forEach(found::add));
        return List.copyOf(found.subList(Math.max(0, found.size() - query.limit()), found.size()));
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
