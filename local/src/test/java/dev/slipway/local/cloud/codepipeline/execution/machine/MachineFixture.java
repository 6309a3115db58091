package dev.slipway.local.cloud.codepipeline.execution.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionOutcome;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionProgress;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.Revision;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import dev.slipway.local.cloud.codepipeline.execution.model.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One pipeline, its executions, and short words for what happens to them. Executions are called e1, e2, ... as they begin. */
final class MachineFixture {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final Map<String, Execution> executions = new TreeMap<>();
    final List<Notice> notices = new ArrayList<>();
    final Set<String> closed = new HashSet<>();
    private final Map<Integer, Pipeline> versions = new HashMap<>();
    private int version;
    private int next;
    private int started;
    private int seconds;

    MachineFixture(String mode, String stages) {
        declare(mode, stages);
    }

    /** Source, Build and Deploy, each with one action of the stage's name. */
    static MachineFixture threeStages(String mode) {
        return new MachineFixture(mode, THREE_STAGES);
    }

    static final String THREE_STAGES = stage("Source", "", source("Source"))
            + stage("Build", "", build("Build", 1, "source", "built"))
            + stage("Deploy", "", deploy("Deploy", 1));

    static String stage(String name, String more, String... actions) {
        return "{name: '%s', %s actions: [%s]},".formatted(name, more, String.join(",", actions));
    }

    static String source(String name) {
        return """
               {name: '%s', actionTypeId: {category: 'Source', owner: 'AWS', provider: 'CodeCommit', version: '1'},
               runOrder: 1, configuration: {BranchName: 'main'}, namespace: 'Src', inputArtifacts: [],
               outputArtifacts: [{name: 'source'}]}"""
                .formatted(name);
    }

    static String build(String name, int order, String input, String output) {
        return """
               {name: '%s', actionTypeId: {category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1'},
               runOrder: %d, configuration: {ProjectName: '#{Src.CommitId}'}, inputArtifacts: [{name: '%s'}],
               outputArtifacts: [{name: '%s'}]}"""
                .formatted(name, order, input, output);
    }

    static String deploy(String name, int order) {
        return """
               {name: '%s', actionTypeId: {category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1'},
               runOrder: %d, configuration: {ClusterName: 'c'}, inputArtifacts: [], outputArtifacts: []}"""
                .formatted(name, order);
    }

    static String approval(String name, int order) {
        return """
               {name: '%s', actionTypeId: {category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1'},
               runOrder: %d, configuration: {}, inputArtifacts: [], outputArtifacts: []}"""
                .formatted(name, order);
    }

    /** Another structure of the pipeline, without telling the machine. */
    void declare(String mode, String stages) {
        version++;
        var json =
                """
                {name: 'a-pipeline-of-more-than-twenty-letters', version: %d, executionMode: '%s', pipelineType: 'V2',
                 artifactStore: {location: 'bucket'}, variables: [{name: 'color', defaultValue: 'red'}], stages: [%s]}"""
                        .formatted(version, mode, stages.substring(0, stages.lastIndexOf(',')));
        versions.put(version, Pipeline.of(read(json)));
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    Pipeline pipeline() {
        return Objects.requireNonNull(versions.get(version));
    }

    private final Ids ids = new Ids() {
        @Override
        public String uuid() {
            return "id" + ++next;
        }

        @Override
        public String artifactSuffix() {
            return "%07d".formatted(++next);
        }
    };

    MachineFixture apply(Event event) {
        var structure = new Structure("us-east-1", "arn", pipeline(), closed, versions::get);
        var step = Machine.apply(structure, executions.values(), event, START.plusSeconds(++seconds), ids);
        step.changed().forEach(execution -> executions.put(execution.id(), execution));
        notices.addAll(step.notices());
        return this;
    }

    MachineFixture start() {
        return start(Map.of());
    }

    MachineFixture start(Map<String, String> variables) {
        apply(new Event.Start(
                "e" + (started + 1), new Trigger("StartPipelineExecution", "someone"), variables, Map.of()));
        started++;
        return this;
    }

    Execution execution(String id) {
        return Objects.requireNonNull(executions.get(id), id);
    }

    StageRun stage(String id, String stage) {
        return execution(id).stage(stage).orElseThrow();
    }

    /** The attempt of an action that counts now. */
    ActionRun run(String id, String action) {
        return execution(id).stages().stream()
                .flatMap(stage -> stage.latest(action).stream())
                .findFirst()
                .orElseThrow();
    }

    MachineFixture succeed(String id, String action) {
        return succeed(id, action, Map.of("CommitId", "c-" + id));
    }

    MachineFixture succeed(String id, String action, Map<String, String> variables) {
        var revision = action.startsWith("Source") ? new Revision("c-" + id, "", "", START) : null;
        return apply(new Event.End(
                run(id, action).id(), ActionProgress.NONE, new ActionOutcome("", "", variables, revision)));
    }

    MachineFixture fail(String id, String action) {
        return apply(new Event.End(
                run(id, action).id(), ActionProgress.NONE, ActionOutcome.failure("JobFailed", "it broke")));
    }

    /** Lets an execution succeed in everything up to a stage, and wait for it or be in it. */
    MachineFixture upTo(String id, String stage) {
        for (var declared : pipeline().stages()) {
            if (declared.name().equals(stage)) {
                return this;
            }
            declared.actions().forEach(action -> succeed(id, action.name()));
        }
        return this;
    }

    MachineFixture through(String id) {
        pipeline().stages().forEach(stage -> stage.actions().forEach(action -> succeed(id, action.name())));
        return this;
    }

    /** Executions with their state, the stages that they entered, and the one that they wait for. */
    String picture() {
        return executions.values().stream()
                .sorted(java.util.Comparator.comparingLong(Execution::number))
                .map(MachineFixture::picture)
                .collect(Collectors.joining("\n"));
    }

    private static String picture(Execution execution) {
        var stages = execution.stages().stream()
                .map(stage -> stage.stage() + "=" + stage.status() + runs(stage))
                .collect(Collectors.joining(" "));
        var waits = execution.waitingFor().isEmpty() ? "" : " waits for " + execution.waitingFor();
        return "%s %s%s: %s"
                .formatted(
                        execution.id(),
                        execution.status(),
                        execution.origin().rollback()
                                ? " back to " + execution.origin().rollbackTarget()
                                : "",
                        (stages + waits).strip());
    }

    private static String runs(StageRun stage) {
        return stage.actions().stream()
                .map(run -> run.action() + " " + run.status())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The states that the bus was told, without those of actions. */
    List<String> told() {
        return notices.stream()
                .filter(notice -> !notice.detailType().contains("Action"))
                .map(notice -> notice.detail().path("execution-id").asText() + " "
                        + notice.detail().path("stage").asText("pipeline") + " "
                        + notice.detail().path("state").asText())
                .toList();
    }
}
