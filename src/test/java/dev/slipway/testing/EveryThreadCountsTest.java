package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveryThreadCountsTest {
    private static final Map<String, String> GUARDED = Map.of("junit.jupiter.extensions.autodetection.enabled", "true");

    private final PlantedTests planted;

    EveryThreadCountsTest(@TempDir Path folder) throws Exception {
        planted = new PlantedTests(folder);
    }

    @AfterEach
    void close() throws Exception {
        planted.close();
    }

    @Test
    void anAssertionThatFailsInAThreadFailsItsTest() throws Exception {
        planted.add(
                "Threads",
                """
                class Threads {
                    @Test void pool() throws Exception {
                        var workers = new LinkedBlockingQueue<Thread>();
                        var pool = Executors.newFixedThreadPool(1, work -> {
                            var worker = new Thread(work, "worker");
                            workers.add(worker);
                            return worker;
                        });
                        pool.execute(() -> assertThat(1).isEqualTo(2));
                        pool.shutdown();
                        workers.take().join();
                    }
                    @Test void thread() throws Exception {
                        var thread = new Thread(() -> { throw new IllegalStateException("lost"); }, "alone");
                        thread.start();
                        thread.join();
                    }
                    @Test void innocent() {}
                }
                """);
        var results = planted.run(GUARDED);
        assertThat(results)
                .hasSize(3)
                .containsEntry("innocent()", "SUCCESSFUL")
                .containsEntry(
                        "thread()",
                        "FAILED: 1 threads ended with an exception, expected none: alone: java.lang.IllegalStateException: lost");
        assertThat(results.get("pool()"))
                .startsWith("FAILED: 1 threads ended with an exception, expected none: worker: ")
                .contains("expected: 2");
        assertThat(planted.problems()).isEmpty();
    }

    @Test
    void aPropertyWhoseThreadFailsFailsTheModule() throws Exception {
        planted.add(
                        "Law",
                        """
                        class Law {
                            @Property(tries = 1) void holds() throws Exception {
                                var thread = new Thread(() -> { throw new IllegalStateException("lost"); }, "alone");
                                thread.start();
                                thread.join();
                            }
                        }
                        """)
                .run(GUARDED);
        assertThat(planted.problems())
                .containsExactly(
                        "a failure that no test has seen: thread alone ended with java.lang.IllegalStateException: lost");
    }
}
