package dev.slipway.local.cloud.codepipeline;

import static dev.slipway.local.cloud.codepipeline.Declaration.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.api.AwsException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of a pipeline's structure, with declarations that keep it and declarations that break it. */
class PipelineRulesTest {
    private static final String APPROVAL =
            "{name: 'Approve', actionTypeId: {category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1'}}";
    private static final String CONNECTION =
            """
            {name: 'Forge', actionTypeId: {category: 'Source', owner: 'AWS', provider: 'CodeStarSourceConnection', version: '1'},
             configuration: {ConnectionArn: 'arn', FullRepositoryId: 'o/r', BranchName: 'main'},
             outputArtifacts: [{name: 'forge'}]}""";
    private static final String TEST =
            """
            {name: 'Test', actionTypeId: {category: 'Test', owner: 'AWS', provider: 'CodeBuild', version: '1'},
             configuration: {ProjectName: 'test'}, inputArtifacts: [{name: '%s'}]}""";
    private static final String STRUCTURE = "InvalidStructureException: ";
    private static final String STAGE = "InvalidStageDeclarationException: ";
    private static final String ACTION = "InvalidActionDeclarationException: ";
    private static final String LIMIT = "LimitExceededException: ";

    private record Case(Declaration declaration, String error) {
        @Override
        public String toString() {
            return declaration.edits().toString();
        }
    }

    private static Case bad(Declaration declaration, String error) {
        return new Case(declaration, error);
    }

    private static List<String> refusals(Declaration declaration) {
        try {
            PipelineRules.check(declaration.complete(), "us-east-1");
            return List.of();
        } catch (AwsException e) {
            return List.of(e.code() + ": " + e.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void acceptsWhatCodePipelineAccepts(Declaration declaration) {
        assertThat(refusals(declaration)).isEmpty();
    }

    static Stream<Declaration> good() {
        return Stream.of(
                pipeline(),
                pipeline().set("/executionMode", "'SUPERSEDED'"),
                pipeline().set("/pipelineType", "'V2'").set("/executionMode", "'QUEUED'"),
                pipeline().set("/stages/0/actions/-", CONNECTION),
                pipeline().set("/stages/1/actions/-", APPROVAL),
                pipeline().set("/stages/1/actions/-", APPROVAL).set("/stages/1/actions/1/timeoutInMinutes", "60"),
                // An action takes what one of lower run order in its stage made.
                pipeline().set("/stages/1/actions/-", TEST.formatted("built")).set("/stages/1/actions/1/runOrder", "2"),
                pipeline()
                        .set("/stages/0/actions/-", CONNECTION)
                        .set("/stages/1/actions/0/inputArtifacts", "[{name: 'source'}, {name: 'forge'}]")
                        .set("/stages/1/actions/0/configuration/PrimarySource", "'forge'"),
                pipeline()
                        .remove("/artifactStore")
                        .set("/artifactStores", "{us-east-1: {}, eu-west-1: {}}")
                        .set("/stages/2/actions/0/region", "'eu-west-1'"),
                pipeline().set("/stages/2/actions/0/region", "'us-east-1'"),
                pipeline()
                        .set("/pipelineType", "'V2'")
                        .set("/variables", "[{name: 'cluster'}]")
                        .set("/stages/0/actions/0/namespace", "'src'")
                        .set("/stages/1/actions/0/configuration/EnvironmentVariables", "'#{src.CommitId}'")
                        .set("/stages/2/actions/0/configuration/ClusterName", "'#{variables.cluster}'")
                        .set("/stages/2/actions/0/configuration/FileName", "'#{codepipeline.PipelineExecutionId}'"),
                pipeline()
                        .set("/pipelineType", "'V2'")
                        .set("/stages/1/onFailure", "{result: 'RETRY', retryConfiguration: {retryMode: 'ALL_ACTIONS'}}")
                        .set("/stages/2/onFailure", "{result: 'ROLLBACK'}"),
                pipeline()
                        .set("/pipelineType", "'V2'")
                        .set("/stages/0/actions/-", CONNECTION)
                        .set(
                                "/triggers",
                                "[{gitConfiguration: {sourceActionName: 'Forge', push: [{tags: {}}, {branches: {}, filePaths: {}}]}}]"));
    }

    @ParameterizedTest
    @MethodSource({"stages", "stores", "version2", "conditions"})
    void refusesAWrongStructure(Case bad) {
        assertThat(refusals(bad.declaration())).containsExactly(bad.error());
    }

    private static String stages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{name: 'S%d', actions: []}".formatted(i))
                .toList()
                .toString();
    }

    private static String approvals(int count) {
        return Collections.nCopies(count, APPROVAL).toString();
    }

    static Stream<Case> stages() {
        return Stream.of(
                bad(
                        pipeline().remove("/stages/2").remove("/stages/1"),
                        STRUCTURE + "Pipeline should have at least 2 stages, got 1"),
                bad(pipeline().set("/stages", stages(51)), LIMIT + "Pipeline has 51 stages, expected at most 50"),
                bad(
                        pipeline().set("/stages/1/actions", approvals(499)),
                        LIMIT + "Pipeline has 501 actions, expected at most 500"),
                bad(
                        pipeline().set("/stages/2/name", "'Build'"),
                        STRUCTURE + "Stage names must be unique in a pipeline. 'Build' has been used more than once"),
                bad(pipeline().set("/stages/1/actions", "[]"), STAGE + "Stage 'Build' has 0 actions, expected 1 to 50"),
                bad(
                        pipeline().set("/stages/1/actions", approvals(51)),
                        STAGE + "Stage 'Build' has 51 actions, expected 1 to 50"),
                bad(
                        pipeline().set("/stages/1/actions", approvals(2)),
                        STAGE
                                + "Action names must be unique in a stage. 'Approve' has been used more than once in stage 'Build'"),
                bad(
                        pipeline().set("/stages/1/blockers", "[{name: 'hold'}, {name: 'hold'}]"),
                        "InvalidBlockerDeclarationException: Blocker 'hold' has been used more than once in stage 'Build'"),
                bad(
                        pipeline().set("/stages/0/actions/-", APPROVAL),
                        STRUCTURE
                                + "Pipeline's first stage must contain only source actions, but stage 'Source' has others"),
                bad(
                        pipeline().set("/stages/1/actions/-", CONNECTION),
                        STRUCTURE
                                + "Only the first stage can contain source actions, but stage 'Build' has the source action 'Forge'"));
    }

    static Stream<Case> stores() {
        return Stream.of(
                bad(
                        pipeline().remove("/artifactStore"),
                        STRUCTURE + "Pipeline must have exactly one of artifactStore and artifactStores"),
                bad(
                        pipeline().set("/artifactStores", "{us-east-1: {}}"),
                        STRUCTURE + "Pipeline must have exactly one of artifactStore and artifactStores"),
                bad(
                        pipeline().set("/stages/2/actions/0/region", "'eu-west-1'"),
                        STRUCTURE
                                + "Pipeline has actions in the regions [eu-west-1, us-east-1]: it needs artifactStores, one for each"),
                bad(
                        pipeline()
                                .remove("/artifactStore")
                                .set("/artifactStores", "{eu-west-1: {}}")
                                .set("/stages/2/actions/0/region", "'ap-south-1'"),
                        STRUCTURE + "artifactStores has no store for [ap-south-1, us-east-1]"));
    }

    static Stream<Case> version2() {
        return Stream.of(
                bad(
                        pipeline().set("/executionMode", "'QUEUED'"),
                        STRUCTURE + "Execution mode QUEUED needs pipeline type V2, got V1"),
                bad(
                        pipeline().set("/executionMode", "'PARALLEL'"),
                        STRUCTURE + "Execution mode PARALLEL needs pipeline type V2, got V1"),
                bad(
                        pipeline().set("/variables", "[{name: 'a'}]"),
                        STRUCTURE + "Pipeline variables need pipeline type V2, got V1"),
                bad(pipeline().set("/triggers", "[{}]"), STRUCTURE + "Pipeline triggers need pipeline type V2, got V1"),
                bad(
                        pipeline().set("/stages/2/onFailure", "{result: 'ROLLBACK'}"),
                        STRUCTURE + "Stage 'Deploy' has onFailure, which needs pipeline type V2, got V1"),
                bad(
                        pipeline().set("/stages/2/beforeEntry", "{conditions: []}"),
                        STRUCTURE + "Stage 'Deploy' has beforeEntry, which needs pipeline type V2, got V1"),
                bad(
                        pipeline().set("/stages/1/onSuccess", "{conditions: []}"),
                        STRUCTURE + "Stage 'Build' has onSuccess, which needs pipeline type V2, got V1"));
    }

    private static Declaration v2() {
        return pipeline().set("/pipelineType", "'V2'");
    }

    static Stream<Case> conditions() {
        return Stream.of(
                bad(
                        v2().set("/stages/2/onFailure", "{result: 'SKIP'}"),
                        STAGE + "Stage 'Deploy': onFailure cannot have the result SKIP"),
                bad(
                        v2().set("/stages/2/onFailure", "{result: 'FAIL', retryConfiguration: {}}"),
                        STAGE + "Stage 'Deploy': retryConfiguration needs the onFailure result RETRY"),
                bad(
                        v2().set("/executionMode", "'PARALLEL'").set("/stages/2/onFailure", "{result: 'ROLLBACK'}"),
                        STAGE
                                + "Stage 'Deploy': the onFailure result ROLLBACK does not go with execution mode PARALLEL"),
                bad(
                        v2().set("/stages/0/onFailure", "{result: 'ROLLBACK'}"),
                        STAGE + "Stage 'Source': the first stage cannot be rolled back"));
    }

    @ParameterizedTest
    @MethodSource({"actions", "artifacts", "variables"})
    void refusesAWrongAction(Case bad) {
        assertThat(refusals(bad.declaration())).containsExactly(bad.error());
    }

    private static String unavailable(String category, String provider, String owner, String version) {
        return ACTION
                + "ActionType (Category: '%s', Provider: '%s', Owner: '%s', Version: '%s') in action 'Build' is not available in region US_EAST_1"
                        .formatted(category, provider, owner, version);
    }

    static Stream<Case> actions() {
        var type = "/stages/1/actions/0/actionTypeId/";
        return Stream.of(
                bad(pipeline().set(type + "provider", "'Jenkins'"), unavailable("Build", "Jenkins", "AWS", "1")),
                bad(pipeline().set(type + "owner", "'Custom'"), unavailable("Build", "CodeBuild", "Custom", "1")),
                bad(pipeline().set(type + "version", "'2'"), unavailable("Build", "CodeBuild", "AWS", "2")),
                bad(pipeline().set(type + "category", "'Deploy'"), unavailable("Deploy", "CodeBuild", "AWS", "1")),
                bad(
                        pipeline().set("/stages/0/actions/0/inputArtifacts", "[{name: 'a'}]"),
                        ACTION + "Action 'Source' has an invalid number of input artifacts. Expected 0, got 1"),
                bad(
                        pipeline().set("/stages/0/actions/0/outputArtifacts", "[]"),
                        ACTION + "Action 'Source' has an invalid number of output artifacts. Expected 1, got 0"),
                bad(
                        pipeline().set("/stages/1/actions/0/inputArtifacts", "[]"),
                        ACTION + "Action 'Build' has an invalid number of input artifacts. Expected 1 to 5, got 0"),
                bad(
                        pipeline().set("/stages/2/actions/0/outputArtifacts", "[{name: 'a'}]"),
                        ACTION + "Action 'Deploy' has an invalid number of output artifacts. Expected 0, got 1"),
                bad(
                        pipeline().remove("/stages/2/actions/0/configuration/ServiceName"),
                        ACTION
                                + "Action configuration for action 'Deploy' is missing required configuration 'ServiceName'"),
                bad(
                        pipeline().remove("/stages/1/actions/0/configuration"),
                        ACTION
                                + "Action configuration for action 'Build' is missing required configuration 'ProjectName'"),
                bad(
                        pipeline().set("/stages/2/actions/0/configuration/Servicename", "'s'"),
                        ACTION
                                + "Action configuration for action 'Deploy' contains unknown configuration 'Servicename'"),
                bad(
                        pipeline().set("/stages/1/actions/0/timeoutInMinutes", "60"),
                        ACTION + "Action 'Build' has timeoutInMinutes, which is for actions of category Approval only"),
                bad(
                        pipeline().set("/stages/1/actions/0/commands", "['make']"),
                        ACTION + "Action 'Build' has commands, which is for actions of category Compute only"));
    }

    private static String undeclared(String artifact, String action) {
        return ACTION
                + "Input Artifact Bundle %s in action %s is not declared as Output Artifact Bundle in any of the preceding actions"
                        .formatted(artifact, action);
    }

    static Stream<Case> artifacts() {
        return Stream.of(
                bad(
                        pipeline().set("/stages/2/actions/0/inputArtifacts/0/name", "'nothing'"),
                        undeclared("nothing", "Deploy")),
                // Its own output, and what a later stage makes, are not there yet.
                bad(
                        pipeline().set("/stages/1/actions/0/inputArtifacts/0/name", "'built'"),
                        undeclared("built", "Build")),
                bad(pipeline().set("/stages/1/actions/-", TEST.formatted("built")), undeclared("built", "Test")),
                bad(
                        pipeline()
                                .set("/stages/1/actions/-", TEST.formatted("built"))
                                .set("/stages/1/actions/0/runOrder", "2"),
                        undeclared("built", "Test")),
                bad(
                        pipeline().set("/stages/1/actions/0/outputArtifacts/0/name", "'source'"),
                        ACTION
                                + "Output artifact names must be unique within a pipeline. 'source' has been used more than once"),
                bad(
                        pipeline().set("/stages/1/actions/0/inputArtifacts/-", "{name: 'source'}"),
                        ACTION + "Action 'Build' takes the input artifact 'source' twice"),
                bad(
                        pipeline()
                                .set("/stages/0/actions/-", CONNECTION)
                                .set("/stages/1/actions/0/inputArtifacts/-", "{name: 'forge'}"),
                        ACTION
                                + "Action configuration for action 'Build' must name one of its input artifacts [source, forge] as PrimarySource"));
    }

    private static String unknown(String action, String references) {
        return ACTION
                + "Action '%s' refers to variables that no preceding action has: %s".formatted(action, references);
    }

    static Stream<Case> variables() {
        return Stream.of(
                bad(
                        v2().set("/variables", "[{name: 'a'}, {name: 'a'}]"),
                        ACTION + "Pipeline variable names must be unique. 'a' has been used more than once"),
                bad(
                        pipeline()
                                .set("/stages/0/actions/0/namespace", "'n'")
                                .set("/stages/1/actions/0/namespace", "'n'"),
                        ACTION + "Namespaces must be unique within a pipeline. 'n' has been used more than once"),
                bad(
                        v2().set("/stages/2/actions/0/configuration/FileName", "'#{b.x} #{a.y} #{variables.z}'"),
                        unknown("Deploy", "[#{a.y}, #{b.x}, #{variables.z}]")),
                // An action cannot refer to its own variables.
                bad(
                        pipeline()
                                .set("/stages/1/actions/0/namespace", "'build'")
                                .set("/stages/1/actions/0/configuration/EnvironmentVariables", "'#{build.x}'"),
                        unknown("Build", "[#{build.x}]")));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void refusesAWrongTrigger(Case bad) {
        assertThat(refusals(bad.declaration())).containsExactly(bad.error());
    }

    static Stream<Case> triggers() {
        var forge = v2().set("/stages/0/actions/-", CONNECTION);
        return Stream.of(
                bad(
                        v2().set("/triggers", "[{gitConfiguration: {sourceActionName: 'Gone'}}]"),
                        STRUCTURE + "A trigger names the source action 'Gone', which does not exist"),
                bad(
                        v2().set("/triggers", "[{gitConfiguration: {sourceActionName: 'Source'}}]"),
                        STRUCTURE
                                + "A trigger is for the source action 'Source' of provider CodeCommit, expected CodeStarSourceConnection"),
                bad(
                        forge.set(
                                "/triggers",
                                "[{gitConfiguration: {sourceActionName: 'Forge'}}, {gitConfiguration: {sourceActionName: 'Forge'}}]"),
                        STRUCTURE + "A trigger is the second one for the source action 'Forge'"),
                bad(
                        forge.set(
                                "/triggers",
                                "[{gitConfiguration: {sourceActionName: 'Forge', push: [{tags: {}, branches: {}}]}}]"),
                        STRUCTURE
                                + "A trigger of 'Forge' filters a push by tags and by branches or paths, expected one of both"));
    }
}
