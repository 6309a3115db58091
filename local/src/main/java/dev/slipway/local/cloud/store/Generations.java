package dev.slipway.local.cloud.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a store: each generation has a snapshot of all rows, except the first, and a journal of the changes since. */
final class Generations {
    private final Path folder;

    Generations(Path folder) {
        this.folder = folder;
    }

    /**
     * What the files hold.
     *
     * @param generation the newest
     * @param tables all rows
     * @param wholeBytes how much of the journal is whole records
     */
    record Content(long generation, Tables tables, long wholeBytes) {}

    Path snapshot(long of) {
        return folder.resolve(of + ".snapshot");
    }

    Path journal(long of) {
        return folder.resolve(of + ".journal");
    }

    /** Reads everything and changes nothing; without a mark a folder without journals is an empty store. */
    Content read(Optional<Mark> mark) throws IOException {
        require(Damage.unlessFolder(folder));
        var generation = newest();
        var marked = mark.map(Generations::number).orElse(0L);
        if (generation < marked) {
            throw new DamagedState(Damage.missing(snapshot(marked)));
        }
        var tables = new Tables();
        if (generation > 0) {
            var snapshot = snapshot(generation);
            require(Damage.unlessFile(snapshot));
            var content = Journal.read(snapshot);
            if (content.texts().size() != 1 || content.wholeBytes() != Files.size(snapshot)) {
                throw new DamagedState(Damage.damaged(snapshot, "it is not one whole record"));
            }
            apply(tables, snapshot, 1, content.texts().get(0));
        }
        var journal = journal(generation);
        if (!Files.exists(journal) && generation == 0 && mark.isEmpty() && !holdsJournals()) {
            return new Content(0, tables, 0);
        }
        require(Damage.unlessFile(journal));
        var content = Journal.read(journal);
        // A fold that a kill interrupted made a newer journal than the manifest knows.
        if (generation == marked && mark.isPresent()) {
            require(mark.get().appended(journal));
        }
        var record = 0;
        for (var text : content.texts()) {
            record++;
            apply(tables, journal, record, text);
        }
        return new Content(generation, tables, content.wholeBytes());
    }

    private static void require(Optional<Damage> damage) throws DamagedState {
        if (damage.isPresent()) {
            throw new DamagedState(damage.get());
        }
    }

    private long newest() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.snapshot")) {
            var newest = 0L;
            for (var file : files) {
                newest = Math.max(newest, number(file.getFileName().toString()));
            }
            return newest;
        }
    }

    private static long number(Mark mark) {
        return number(mark.file());
    }

    private static long number(String name) {
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private boolean holdsJournals() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.journal")) {
            return files.iterator().hasNext();
        }
    }

    private static void apply(Tables tables, Path file, int record, String text) throws DamagedState {
        try {
            tables.apply(text);
        } catch (JsonProcessingException e) {
            throw new DamagedState(
                    Damage.damaged(file, "record %d is not JSON from %s on".formatted(record, JsonEnd.of(e))));
        }
    }

    void dropAllBut(long generation) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (!file.equals(snapshot(generation)) && !file.equals(journal(generation))) {
                    Files.delete(file);
                }
            }
        }
    }
}
