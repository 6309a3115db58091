package dev.slipway.policies.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final Parallel four = new Parallel(executor, 4);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 1_000, 9_999})
    void resultsComeInTheOrderOfTheItems(int count) {
        List<Integer> items = IntStream.range(0, count).boxed().toList();
        List<Integer> expected = items.stream()
                .flatMap(item -> Collections.nCopies(item % 3, item).stream())
                .toList();
        assertThat(four.flatMap(items, item -> Collections.nCopies(item % 3, item)))
                .isEqualTo(expected);
        assertThat(Parallel.none().flatMap(items, item -> Collections.nCopies(item % 3, item)))
                .isEqualTo(expected);
    }

    @Test
    void manyItemsLeaveTheCallingThread() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        four.flatMap(IntStream.range(0, 10_000).boxed().toList(), item -> {
            threads.add(Thread.currentThread());
            return List.of();
        });
        assertThat(threads).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    @Test
    void theFirstFailureComesOutAsItIs() {
        List<Integer> items = IntStream.range(0, 1_000).boxed().toList();
        assertThatThrownBy(() -> four.flatMap(items, item -> {
                    if (item >= 500) {
                        throw new IllegalStateException("item " + item);
                    }
                    return List.of(item);
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("item 500");
        assertThatThrownBy(() -> four.flatMap(items, item -> {
                    throw new StackOverflowError("item " + item);
                }))
                .isExactlyInstanceOf(StackOverflowError.class);
    }

    @Test
    void noThreadsAreRefused() {
        assertThatThrownBy(() -> new Parallel(executor, 0)).hasMessage("got 0 threads, expected 1 or more");
    }
}
