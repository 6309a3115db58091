package dev.slipway.local.cloud.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineEngine;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineKey;
import dev.slipway.local.cloud.codepipeline.execution.driver.Steps;
import dev.slipway.local.cloud.codepipeline.execution.machine.Event;
import dev.slipway.local.cloud.codepipeline.execution.machine.Ids;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionOutcome;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionProgress;
import dev.slipway.local.cloud.codepipeline.execution.model.Revision;
import dev.slipway.local.cloud.codepipeline.execution.model.Trigger;
import dev.slipway.local.cloud.ministack.PythonEnvironment;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.model.Validator;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GetPipelineState at typical moments: the whole answer, which AWS's model allows. */
class PipelineStateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final PipelineKey KEY = new PipelineKey("us-east-1", "app");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Path GOLDEN = Path.of("src/test/resources/dev/slipway/local/cloud/codepipeline");

    private final Store store;
    private final PipelineTable table;
    private final PipelineEngine engine;
    private final ServiceModel model;
    private int next;

    PipelineStateTest(@TempDir Path folder) throws Exception {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        store = Store.open(folder);
        table = new PipelineTable(store, clock);
        var ids = new Ids() {
            @Override
            public String uuid() {
                return id(++next);
            }

            @Override
            public String artifactSuffix() {
                return "abcdefg";
            }
        };
        var steps = new Steps(Map.of(), Map.of(), clock);
        // It is never resumed, so that nothing happens by itself.
        engine = new PipelineEngine(store, table, event -> {}, steps, clock, ids, Duration.ofMillis(1));
        var python = System.getProperty("slipway.python", System.getenv().getOrDefault("SLIPWAY_PYTHON", ""));
        model = ServiceModel.load(PythonEnvironment.inspect(Path.of(python)).botocoreData(), "codepipeline");
        declare();
    }

    private static String id(int number) {
        return "00000000-0000-0000-0000-%012d".formatted(number);
    }

    private static Call call(ObjectNode input) {
        return new Call(input, KEY.region(), Credential.ROOT);
    }

    private void declare() {
        var pipeline = Declaration.pipeline()
                .set(
                        "/stages/1/actions/-",
                        "{name: 'Approve', runOrder: 2, actionTypeId: {category: 'Approval', owner: 'AWS', provider: 'Manual',"
                                + " version: '1'}}")
                .set("/stages/1/onFailure", "{result: 'RETRY', retryConfiguration: {retryMode: 'FAILED_ACTIONS'}}")
                .node()
                .deepCopy();
        PipelineDefaults.complete(pipeline);
        var row = Json.object("pipeline", pipeline.put("version", 1));
        row.set("created", Json.seconds(NOW));
        row.set("updated", Json.seconds(NOW));
        row.set("disabled", Json.object());
        store.write(transaction -> {
            table.putVersion(transaction, call(Json.object()), row);
            return row;
        });
    }

    @AfterEach
    void close() throws Exception {
        engine.close();
        store.close();
    }

    private String start(int number) {
        var trigger = new Trigger("StartPipelineExecution", "arn:me");
        engine.apply(KEY, new Event.Start(id(number), trigger, Map.of(), Map.of()));
        return id(number);
    }

    private String attempt(String execution, String action) {
        return engine.executions(KEY).stream()
                .filter(candidate -> candidate.id().equals(execution))
                .flatMap(candidate -> candidate.stages().stream())
                .flatMap(stage -> stage.latest(action).stream())
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void succeed(String execution, String action) {
        var revision = new Revision("c0ffee", "Change it", "http://127.0.0.1/c0ffee", NOW);
        var outcome = new ActionOutcome("", "", Map.of(), action.equals("Source") ? revision : null);
        var progress = ActionProgress.NONE.external("c0ffee", "http://127.0.0.1/c0ffee");
        engine.apply(KEY, new Event.End(attempt(execution, action), progress, outcome));
    }

    private void fail(String execution, String action) {
        engine.apply(
                KEY,
                new Event.End(
                        attempt(execution, action),
                        ActionProgress.NONE.external("app:1", "http://127.0.0.1/app:1"),
                        ActionOutcome.failure("JobFailed", "Build terminated with state: FAILED")));
    }

    private void isAsIn(String file) throws Exception {
        JsonNode state =
                new StateOperations(table, engine).get(call(Json.object().put("name", "app")));
        assertThat(new Validator(model).validateAnswer(state, "GetPipelineStateOutput"))
                .isEmpty();
        var text = JSON.writeValueAsString(state) + "\n";
        var golden = GOLDEN.resolve(file);
        if (Boolean.getBoolean("slipway.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text)
                .as("write it anew with mvn -f local/pom.xml -Dtest=PipelineStateTest -Dslipway.write=true test")
                .isEqualTo(Files.readString(golden));
    }

    @Test
    void showsAPipelineThatNeverRan() throws Exception {
        isAsIn("never-ran.json");
    }

    @Test
    void showsThatAnApprovalIsWaitedFor() throws Exception {
        var first = start(101);
        succeed(first, "Source");
        succeed(first, "Build");
        var second = start(102);
        succeed(second, "Source");
        isAsIn("approval-waits.json");
    }

    @Test
    void showsThatARetryFailedToo() throws Exception {
        var first = start(101);
        succeed(first, "Source");
        fail(first, "Build");
        fail(first, "Build");
        isAsIn("retry-failed.json");
    }

    @Test
    void showsWhatAClosedTransitionHolds() throws Exception {
        var transitions = new TransitionOperations(table, engine);
        transitions.disable(call(Json.object()
                .put("pipelineName", "app")
                .put("stageName", "Build")
                .put("transitionType", "Inbound")
                .put("reason", "not now")));
        succeed(start(101), "Source");
        isAsIn("transition-closed.json");
    }
}
