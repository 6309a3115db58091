package dev.slipway.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final ArtifactName A = new ArtifactName("A");
    private static final ArtifactName B = new ArtifactName("B");

    private static Action<String> source(String name, ArtifactName makes) {
        return Action.<String>draft(name, ActionCategory.SOURCE, "CodeCommit")
                .makes(makes)
                .done();
    }

    private static Action<String> build(String name, ArtifactName takes, ArtifactName makes) {
        return Action.<String>draft(name, ActionCategory.BUILD, "CodeBuild")
                .takes(takes)
                .makes(makes)
                .done();
    }

    private static Action<String> deploy(String name, ArtifactName takes) {
        return Action.<String>draft(name, ActionCategory.DEPLOY, "ECS")
                .takes(takes)
                .done();
    }

    private static Stage<String> stage(String name, Action<String> action) {
        return Stage.of(name, action, OnFailure.NONE);
    }

    private static void refuses(String message, ExecutionMode mode, List<Stage<String>> stages) {
        assertThatThrownBy(() -> new Pipeline<>(mode, stages))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void needsTwoStages() {
        refuses("pipeline: got 1 stages, expected 2 to 50", ExecutionMode.QUEUED, List.of(stage("S", source("s", A))));
    }

    @Test
    void beginsWithSources() {
        refuses(
                "stage A: got an action that is no source, expected only sources: it is the first stage",
                ExecutionMode.QUEUED,
                List.of(
                        stage(
                                "A",
                                Action.<String>draft("a", ActionCategory.APPROVAL, "Manual")
                                        .done()),
                        stage("S", source("s", A))));
    }

    @Test
    void hasSourcesOnlyAtTheBeginning() {
        refuses(
                "stage T: got a source action, expected sources only in the first stage",
                ExecutionMode.QUEUED,
                List.of(stage("S", source("s", A)), stage("T", source("t", B))));
    }

    @Test
    void takesOnlyArtifactsThatAnEarlierStageMakes() {
        refuses(
                "action d: got the input artifact \"B\", expected one that an earlier stage makes: [A]",
                ExecutionMode.QUEUED,
                List.of(stage("S", source("s", A)), stage("D", deploy("d", B))));
        refuses(
                "action d: got the input artifact \"B\", expected one that an earlier stage makes: [A]",
                ExecutionMode.QUEUED,
                List.of(
                        stage("S", source("s", A)),
                        new Stage<>(new StageName("D"), List.of(build("b", A, B), deploy("d", B)), OnFailure.NONE)));
    }

    @Test
    void makesAnArtifactOnce() {
        refuses(
                "pipeline: got two of the name \"A\", expected each output artifact to have its own",
                ExecutionMode.QUEUED,
                List.of(stage("S", source("s", A)), stage("B", build("b", A, A))));
    }

    @Test
    void givesEachStageAndActionItsOwnName() {
        refuses(
                "pipeline: got two of the name \"S\", expected each stage to have its own",
                ExecutionMode.QUEUED,
                List.of(stage("S", source("s", A)), stage("S", deploy("d", A))));
        assertThatThrownBy(
                        () -> new Stage<>(new StageName("D"), List.of(deploy("d", A), deploy("d", A)), OnFailure.NONE))
                .hasMessage("stage D: got two of the name \"d\", expected each action to have its own");
    }

    @Test
    void handlesFailureOnlyWhereAwsCan() {
        var rollback = new OnFailure(FailureAction.ROLLBACK, RetryMode.FAILED_ACTIONS);
        var retry = new OnFailure(FailureAction.RETRY, RetryMode.ALL_ACTIONS);
        refuses(
                "stage S: got on failure RETRY, expected NONE: a source stage is run again by the next change",
                ExecutionMode.QUEUED,
                List.of(Stage.of("S", source("s", A), retry), stage("D", deploy("d", A))));
        refuses(
                "stage D: got on failure ROLLBACK in execution mode PARALLEL, expected QUEUED or SUPERSEDED: AWS cannot roll back parallel executions",
                ExecutionMode.PARALLEL,
                List.of(stage("S", source("s", A)), Stage.of("D", deploy("d", A), rollback)));
    }

    @Test
    void limitsTheTimeOfApprovalsOnly() {
        assertThatThrownBy(() -> Action.<String>draft("d", ActionCategory.DEPLOY, "ECS")
                        .takes(A)
                        .timesOutAfterMinutes(10)
                        .done())
                .hasMessage("action d: got a timeout, expected none: CodePipeline lets only approvals have one");
        assertThatThrownBy(() -> Action.<String>draft("a", ActionCategory.APPROVAL, "Manual")
                        .timesOutAfterMinutes(4)
                        .done())
                .hasMessage("got 4, expected 5 to 86400");
    }

    @Test
    void countsArtifactsByKindOfAction() {
        assertThatThrownBy(() -> Action.<String>draft("s", ActionCategory.SOURCE, "CodeCommit")
                        .done())
                .hasMessage("action s: got 0 output artifacts, expected 1 to 1");
        assertThatThrownBy(() ->
                        Action.<String>draft("d", ActionCategory.DEPLOY, "ECS").done())
                .hasMessage("action d: got 0 input artifacts, expected 1 to 5");
    }

    @Provide
    Arbitrary<DeliveryPipeline<String>> deliveryPipelines() {
        var names = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20);
        var failures = Combinators.combine(Arbitraries.of(FailureAction.class), Arbitraries.of(RetryMode.class))
                .as(OnFailure::new);
        var approvals = Combinators.combine(names, Arbitraries.integers().between(5, 86_400))
                .as((topic, minutes) -> new DeliveryPipeline.ManualApproval<>(topic, minutes))
                .optional();
        return Combinators.combine(
                        Arbitraries.of(ExecutionMode.class),
                        names,
                        failures,
                        approvals,
                        failures,
                        Arbitraries.integers().between(1, 60))
                .as((mode, name, onBuild, approval, onDeploy, minutes) -> new DeliveryPipeline<>(
                        mode,
                        new DeliveryPipeline.Source<>(name, "main"),
                        new DeliveryPipeline.Build<>(name, onBuild),
                        approval,
                        new DeliveryPipeline.Deployment<>(name, name, minutes, onDeploy)));
    }

    @Property
    void deliversFromSourceToDeploymentOrSaysThatAwsCannot(
            @ForAll("deliveryPipelines") DeliveryPipeline<String> delivery) {
        var rollback = delivery.build().onFailure().action() == FailureAction.ROLLBACK
                || delivery.deployment().onFailure().action() == FailureAction.ROLLBACK;
        if (delivery.mode() == ExecutionMode.PARALLEL && rollback) {
            assertThatThrownBy(() -> delivery.pipeline(text -> text))
                    .hasMessageContaining("AWS cannot roll back parallel executions");
            return;
        }
        var names = delivery.pipeline(text -> text).stages().stream()
                .map(stage -> stage.name().value())
                .toList();
        var expected = new ArrayList<>(List.of("Source", "Build"));
        delivery.approval().ifPresent(approval -> expected.add("Approve"));
        expected.add("Deploy");
        assertThat(names).isEqualTo(expected);
    }

    @Test
    void neverPollsForChanges() {
        var pipeline = new DeliveryPipeline<>(
                        ExecutionMode.QUEUED,
                        new DeliveryPipeline.Source<>("r", "main"),
                        new DeliveryPipeline.Build<>("p", OnFailure.NONE),
                        Optional.empty(),
                        new DeliveryPipeline.Deployment<>("c", "s", 20, OnFailure.NONE))
                .pipeline(text -> text);
        assertThat(pipeline.stages().get(0).actions().get(0).configuration())
                .containsEntry("PollForSourceChanges", "false");
    }
}
