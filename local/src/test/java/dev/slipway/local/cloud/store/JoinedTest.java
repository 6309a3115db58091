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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deed and the answer that tells of it: both are there after a kill, or neither. */
class JoinedTest {
    private final Path folder;

    JoinedTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Set<String> keys(Store store) {
        return store.read(view -> Set.copyOf(view.all("rows").keySet()));
    }

    private static String put(Store store, String key) {
        return store.write(transaction -> {
            transaction.put("rows", key, row());
            return key;
        });
    }

    private static ObjectNode row() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Test
    void aKillAtAnyByteLeavesAllOrNothing() throws IOException {
        try (var store = Store.open(folder)) {
            var result = store.together(
                    () -> put(store, "deed") + put(store, "more"),
                    (transaction, answer) -> transaction.put("rows", "answer " + answer, row()));
            assertThat(result).isEqualTo("deedmore");
            assertThat(keys(store)).containsExactlyInAnyOrder("deed", "more", "answer deedmore");
        }
        var bytes = Files.readAllBytes(folder.resolve("0.journal"));
        for (int length = 0; length <= bytes.length; length++) {
            var cut = Files.createDirectory(folder.resolve("cut-" + length));
            Files.write(cut.resolve("0.journal"), Arrays.copyOf(bytes, length));
            try (var store = Store.open(cut)) {
                assertThat(keys(store))
                        .isEqualTo(length < bytes.length ? Set.of() : Set.of("deed", "more", "answer deedmore"));
            }
        }
    }

    @Test
    void whatWasDoneBeforeAFailureStands() throws IOException {
        try (var store = Store.open(folder)) {
            assertThatThrownBy(() -> store.together(
                            () -> {
                                put(store, "deed");
                                throw new IllegalStateException("no");
                            },
                            (transaction, answer) -> transaction.put("rows", "answer", row())))
                    .hasMessage("no");
            put(store, "after");
        }
        try (var store = Store.open(folder)) {
            assertThat(keys(store)).containsExactlyInAnyOrder("deed", "after");
        }
    }

    @Test
    void workThatWaitsForAnotherWriterGoesOn() throws IOException {
        try (var store = Store.open(folder)) {
            var answer = store.together(
                    () -> {
                        put(store, "deed");
                        // As a service does that calls another one.
                        var other = CompletableFuture.supplyAsync(() -> put(store, "other"));
                        assertThat(other.join()).isEqualTo("other");
                        return put(store, "more");
                    },
                    (transaction, last) -> transaction.put("rows", "answer", row()));
            assertThat(answer).isEqualTo("more");
        }
        try (var store = Store.open(folder)) {
            assertThat(keys(store)).containsExactlyInAnyOrder("deed", "other", "more", "answer");
        }
    }

    @Test
    void manyAtOnceLoseNothing() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        var all = new ArrayList<Future<String>>();
        try (var store = Store.open(folder)) {
            for (int i = 0; i < 200; i++) {
                var key = "k" + i;
                all.add(threads.submit(() -> key.endsWith("0")
                        ? put(store, key)
                        : store.together(
                                () -> put(store, key),
                                (transaction, answer) -> transaction.put("rows", "answer " + answer, row()))));
            }
            threads.shutdown();
            for (var one : all) {
                assertThat(one.get(Patience.SECONDS, TimeUnit.SECONDS)).startsWith("k");
            }
        }
        try (var store = Store.open(folder)) {
            assertThat(keys(store)).hasSize(200 + 180);
        }
    }
}
