package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Command;
import dev.slipway.testing.NeedsTool;
import dev.slipway.testing.Patience;
import dev.slipway.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** Whatever is killed half-way, the next {@code up} ends where an undisturbed one does: nothing orphaned, nothing lost. */
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConvergenceIT {

    private final Checkout checkout = Checkout.create("convergence");
    private final Path output = checkout.root().resolve("interrupted.log");
    private List<String> undisturbed = List.of();

    @BeforeAll
    void whatAnUndisturbedRunMakes() {
        checkout.slipway("local", "start").ok();
        checkout.slipway("up", "local", "--yes", "--skip-preview").ok();
        undisturbed = checkout.inventory().kinds();
        assertThat(undisturbed).hasSizeGreaterThan(40);
    }

    @BeforeEach
    void empty() {
        checkout.slipway("local", "reset", "--yes").ok();
        checkout.slipway("local", "start").ok();
        assertThat(checkout.inventory().everything()).isEmpty();
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @ParameterizedTest(name = "after {0} resources")
    @ValueSource(ints = {3, 12, 25, 40})
    void anUpThatIsKilledConverges(int resources) throws Exception {
        Process up = checkout.start(output, "up", "local", "--yes", "--skip-preview");
        waitForCreated(up, resources);
        Command.kill(up);

        converges();
    }

    @ParameterizedTest(name = "after {0} resources")
    @ValueSource(ints = {8, 30})
    void aLocalCloudThatIsKilledHalfWayLosesNothing(int resources) throws Exception {
        Process up = checkout.start(output, "up", "local", "--yes", "--skip-preview");
        waitForCreated(up, resources);
        killCloud();
        assertThat(Command.end(up, List.of("up"), Patience.LIMIT, output))
                .as(Files.readString(output))
                .isNotZero();
        checkout.slipway("local", "start").ok();

        converges();
    }

    @Test
    void anIdleLocalCloudThatIsKilledLosesNothing() throws Exception {
        checkout.slipway("up", "local", "--yes", "--skip-preview").ok();
        var before = checkout.inventory().everything();
        killCloud();
        checkout.slipway("local", "start").ok();

        assertThat(checkout.inventory().everything()).isEqualTo(before);
        checkout.slipway("preview", "local", "--refresh", "--expect-no-changes").ok();
    }

    @Test
    @NeedsTool(Tool.CONTAINER_ENGINE)
    void aLocalCloudThatIsKilledAndThenStoppedLeavesNoContainer() throws Exception {
        checkout.slipway("up", "local", "--yes", "--skip-preview").ok();
        Instant end = Instant.now().plus(Patience.LIMIT);
        while (checkout.containers().isEmpty()) {
            assertThat(Instant.now()).as("no task runs").isBefore(end);
            Thread.sleep(100);
        }
        killCloud();
        assertThat(checkout.containers()).as("a kill leaves them").isNotEmpty();

        checkout.slipway("local", "stop").ok();
        assertThat(checkout.containers()).isEmpty();
    }

    @Test
    void aDestroyThatIsKilledConverges() throws Exception {
        checkout.slipway("up", "local", "--yes", "--skip-preview").ok();
        Process destroy = checkout.start(output, "destroy", "local", "--yes", "--skip-preview");
        waitFor(destroy, " deleted ", 10);
        Command.kill(destroy);

        checkout.slipway("destroy", "local", "--yes", "--skip-preview").ok();
        assertThat(checkout.inventory().everything()).isEmpty();
        noContainerStays();
    }

    @Test
    void ofTwoUpsAtOnceOneWinsAndTheOtherSaysWhy() throws Exception {
        Process first = checkout.start(output, "up", "local", "--yes", "--skip-preview");
        waitForCreated(first, 1);
        // The first stands still meanwhile: however slow the machine is, it does not end before the second has begun.
        signal(first, "-STOP");
        try {
            assertThat(checkout.slipway("up", "local", "--yes", "--skip-preview")
                            .failed())
                    .contains("the stack is currently locked by 1 lock(s)");
        } finally {
            signal(first, "-CONT");
        }
        assertThat(Command.end(first, List.of("up"), Patience.LIMIT, output))
                .as(Files.readString(output))
                .isZero();
        assertThat(checkout.inventory().kinds()).isEqualTo(undisturbed);
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        for (ProcessHandle one : process.descendants().toList()) {
            // One that is gone by now needs no signal.
            Command.run(Patience.LIMIT, new ProcessBuilder("kill", signal, Long.toString(one.pid())));
        }
    }

    private void converges() throws InterruptedException {
        checkout.slipway("up", "local", "--yes", "--skip-preview").ok();
        assertThat(checkout.inventory().kinds()).isEqualTo(undisturbed);
        checkout.slipway("preview", "local", "--refresh", "--expect-no-changes").ok();
        assertThat(startedByCreation()).hasSize(2).allSatisfy((pipeline, executions) -> assertThat(executions)
                .as(pipeline)
                .isEqualTo(1));
        checkout.slipway("destroy", "local", "--yes", "--skip-preview").ok();
        assertThat(checkout.inventory().everything()).isEmpty();
        noContainerStays();
    }

    /** How many executions the creation of each pipeline started. */
    private Map<String, Long> startedByCreation() {
        try (var http = UrlConnectionHttpClient.create();
                var codepipeline =
                        checkout.inventory().client(CodePipelineClient.builder().httpClient(http))) {
            return codepipeline.listPipelines().pipelines().stream()
                    .collect(Collectors.toMap(PipelineSummary::name, pipeline -> codepipeline
                            .listPipelineExecutions(request -> request.pipelineName(pipeline.name()))
                            .pipelineExecutionSummaries()
                            .stream()
                            .filter(execution -> execution.trigger().triggerType() == TriggerType.CREATE_PIPELINE)
                            .count()));
        }
    }

    /** ECS stops the tasks of a deleted service on its own time. */
    private void noContainerStays() throws InterruptedException {
        Instant end = Instant.now().plus(Patience.LIMIT);
        while (!checkout.containers().isEmpty()) {
            assertThat(Instant.now()).as("%s stay", checkout.containers()).isBefore(end);
            Thread.sleep(100);
        }
    }

    private void waitForCreated(Process up, int resources) throws IOException, InterruptedException {
        waitFor(up, " created ", resources);
    }

    /** Waits until the engine has said {@code word} so many times. */
    private void waitFor(Process process, String word, int times) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Patience.LIMIT);
        while (Files.readAllLines(output).stream()
                        .filter(line -> line.contains(word) && !line.contains("**"))
                        .count()
                < times) {
            assertThat(process.isAlive())
                    .as("it ended before it could be killed:\n%s", Files.readString(output))
                    .isTrue();
            assertThat(Instant.now()).as(Files.readString(output)).isBefore(end);
            Thread.sleep(20);
        }
    }

    private void killCloud() throws IOException {
        long pid = Long.parseLong(
                Files.readString(checkout.state().resolve("cloud.pid")).strip());
        ProcessHandle cloud = ProcessHandle.of(pid).orElseThrow();
        cloud.descendants().forEach(ProcessHandle::destroyForcibly);
        cloud.destroyForcibly();
        cloud.onExit().join();
    }
}
