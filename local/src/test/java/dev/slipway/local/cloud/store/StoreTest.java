package dev.slipway.local.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private final Path folder;

    StoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static ObjectNode row(int value) {
        return JsonNodeFactory.instance.objectNode().put("value", value).put("text", "ä " + value);
    }

    private static Map<String, ObjectNode> all(Store store) {
        return store.read(view -> view.all("rows"));
    }

    private static Map<String, ObjectNode> large(Store store) {
        return store.read(view -> view.all("large"));
    }

    private static void put(Store store, String key, int value) {
        store.write(transaction -> {
            transaction.put("rows", key, row(value));
            return key;
        });
    }

    @Test
    void keepsWhatWasWrittenAcrossOpensAndFolds() throws IOException {
        try (var store = Store.open(folder)) {
            put(store, "a", 1);
            put(store, "b", 2);
            store.fold();
            put(store, "c", 3);
            store.write(transaction -> {
                transaction.remove("rows", "a");
                return 0;
            });
        }
        try (var store = Store.open(folder)) {
            assertThat(all(store)).isEqualTo(Map.of("b", row(2), "c", row(3)));
        }
    }

    @Test
    void changesNothingWhenTheWorkThrows() throws IOException {
        try (var store = Store.open(folder)) {
            assertThatThrownBy(() -> store.write(transaction -> {
                        transaction.put("rows", "a", row(1));
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(all(store)).isEmpty();
        }
        assertThat(folder.resolve("0.journal")).isEmptyFile();
    }

    @Test
    void givesOutCopies() throws IOException {
        try (var store = Store.open(folder)) {
            put(store, "a", 1);
            all(store).values().forEach(row -> row.put("value", 99));
            store.read(view -> view.get("rows", "a")).orElseThrow().put("value", 99);
            assertThat(all(store)).isEqualTo(Map.of("a", row(1)));
        }
    }

    /** A kill during a write leaves a prefix of the journal, of any length. */
    @Test
    void opensWithWholeTransactionsAfterAKillAtAnyByte() throws IOException {
        var states = new ArrayList<Map<String, ObjectNode>>();
        var ends = new ArrayList<Long>();
        try (var store = Store.open(folder)) {
            states.add(all(store));
            ends.add(0L);
            for (int i = 0; i < 4; i++) {
                put(store, "k" + i % 3, i);
                states.add(all(store));
                ends.add(Files.size(folder.resolve("0.journal")));
            }
        }
        var bytes = Files.readAllBytes(folder.resolve("0.journal"));
        for (int length = 0; length <= bytes.length; length++) {
            var cut = Files.createDirectory(folder.resolve("cut-" + length));
            Files.write(cut.resolve("0.journal"), Arrays.copyOf(bytes, length));
            var whole = 0;
            while (whole + 1 < ends.size() && ends.get(whole + 1) <= length) {
                whole++;
            }
            try (var store = Store.open(cut)) {
                assertThat(all(store)).isEqualTo(states.get(whole));
                put(store, "after", 7);
            }
            try (var store = Store.open(cut)) {
                assertThat(all(store)).hasSize(states.get(whole).size() + 1).containsEntry("after", row(7));
            }
        }
    }

    @Test
    void refusesEveryFlippedByte() throws IOException {
        try (var store = Store.open(folder)) {
            put(store, "a", 1);
            store.fold();
            put(store, "b", 2);
        }
        for (var name : List.of("1.snapshot", "1.journal")) {
            var file = folder.resolve(name);
            var bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] ^= 0x10;
                Files.write(file, bytes);
                assertThatThrownBy(() -> Store.open(folder))
                        .as("byte %d of %s", at, name)
                        .isInstanceOf(DamagedState.class)
                        .extracting(e -> ((DamagedState) e).damage().file())
                        .isEqualTo(file);
                bytes[at] ^= 0x10;
            }
            Files.write(file, bytes);
        }
    }

    @Test
    void refusesALostFile() throws IOException {
        try (var store = Store.open(folder)) {
            put(store, "a", 1);
            store.fold();
        }
        Files.delete(folder.resolve("1.snapshot"));
        assertThatThrownBy(() -> Store.open(folder)).isInstanceOf(DamagedState.class);
    }

    /** The points of a fold at which a kill can strike: before and after each file that it makes. */
    @Test
    void survivesAKillAnywhereInAFold() throws IOException {
        try (var store = Store.open(folder)) {
            put(store, "a", 1);
        }
        Files.write(folder.resolve("next.tmp"), new byte[] {1, 2, 3});
        Files.createFile(folder.resolve("1.journal"));
        try (var store = Store.open(folder)) {
            assertThat(all(store)).isEqualTo(Map.of("a", row(1)));
            store.fold();
        }
        try (var store = Store.open(folder)) {
            assertThat(all(store)).isEqualTo(Map.of("a", row(1)));
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("1.snapshot", "1.journal");
        }
    }

    /** As on a disk that has room for a record, but not for a second copy of everything. */
    @Test
    void keepsWhatWasWrittenWhenTheJournalCannotBeFolded() throws IOException {
        var large = "x".repeat(1 << 20);
        try (var store = Store.open(folder)) {
            Files.createDirectories(folder.resolve("next.tmp").resolve("in-the-way"));
            for (var i = 0; i < 10; i++) {
                var key = "row-" + i;
                store.write(transaction -> {
                    transaction.put(
                            "large", key, JsonNodeFactory.instance.objectNode().put("text", large));
                    return key;
                });
            }
            assertThat(folder.resolve("1.snapshot")).doesNotExist();
            assertThat(Files.size(folder.resolve("0.journal"))).isGreaterThan(10L << 20);
        }
        Files.delete(folder.resolve("next.tmp").resolve("in-the-way"));
        try (var store = Store.open(folder)) {
            assertThat(large(store)).hasSize(10);
            store.fold();
        }
        try (var store = Store.open(folder)) {
            assertThat(large(store)).hasSize(10);
        }
    }

    @Test
    void servesManyWritersAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(20);
        var writers = new ArrayList<Future<?>>();
        try (var store = Store.open(folder)) {
            for (int thread = 0; thread < 20; thread++) {
                var id = thread;
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        put(store, id + "-" + i, i);
                        store.write(transaction -> {
                            var count = transaction
                                    .get("rows", "count")
                                    .map(row -> row.path("value").asInt())
                                    .orElse(0);
                            transaction.put("rows", "count", row(count + 1));
                            return count;
                        });
                    }
                    return id;
                }));
            }
            threads.shutdown();
            for (var writer : writers) {
                assertThat(writer.get(Patience.SECONDS, TimeUnit.SECONDS)).isNotNull();
            }
        }
        try (var store = Store.open(folder)) {
            assertThat(all(store)).hasSize(401).containsEntry("count", row(400));
        }
    }
}
