package dev.slipway.local.cloud.codepipeline;

import static dev.slipway.local.cloud.codepipeline.Declaration.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.api.AwsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every provider of AWS's action reference may be declared, with the settings that its page documents. */
class ActionTypesTest {
    private static final String ACTION = "InvalidActionDeclarationException: ";
    private static final String SETTINGS = ACTION + "Action configuration for action 'X' ";

    private static List<String> refusals(Declaration declaration) {
        try {
            PipelineRules.check(declaration.complete(), "us-east-1");
            return List.of();
        } catch (AwsException e) {
            return List.of(e.code() + ": " + e.getMessage());
        }
    }

    /** A V2 pipeline with one action of the type in its last stage, or in its first for a source. */
    private static Declaration with(
            String category, String owner, String provider, int inputs, int outputs, String settings) {
        var names = new ArrayList<String>();
        for (var i = 0; i < outputs; i++) {
            names.add("{name: 'made%d'}".formatted(i));
        }
        var action =
                "{name: 'X', actionTypeId: {category: '%s', owner: '%s', provider: '%s', version: '1'}, configuration: %s, inputArtifacts: %s, outputArtifacts: %s%s}"
                        .formatted(
                                category,
                                owner,
                                provider,
                                settings,
                                inputs == 0 ? "[]" : "[{name: 'source'}]",
                                names,
                                category.equals("Compute") ? ", commands: ['make']" : "");
        return pipeline()
                .set("/pipelineType", "'V2'")
                .set(category.equals("Source") ? "/stages/0/actions/-" : "/stages/2/actions/-", action);
    }

    private static Declaration deploy(String provider, String settings) {
        return with("Deploy", "AWS", provider, 1, 0, settings);
    }

    private static String settings(Collection<String> names, ActionType type) {
        var all = new ArrayList<String>();
        for (var name : new TreeSet<>(names)) {
            all.add("%s: '%s'"
                    .formatted(
                            name, type.values().getOrDefault(name, List.of("x")).get(0)));
        }
        return "{" + String.join(", ", all) + "}";
    }

    private static Declaration smallest(ActionType type, Collection<String> without) {
        var names = new TreeSet<>(type.required());
        type.choices().stream().findFirst().ifPresent(names::addAll);
        type.conditions().stream()
                .filter(condition -> names.contains(condition.setting())
                        && Objects.requireNonNull(type.values().get(condition.setting()))
                                .get(0)
                                .equals(condition.value()))
                .forEach(condition -> names.addAll(condition.needs()));
        if (type.inputs().least() == 0) {
            names.addAll(type.withoutInputs());
        }
        names.removeAll(without);
        return with(
                type.category(),
                type.owner(),
                type.provider(),
                type.inputs().least(),
                type.outputs().least(),
                settings(names, type));
    }

    static Stream<ActionType> types() {
        return ActionTypes.BY_ID.values().stream();
    }

    @Test
    void knowsEveryProviderOfTheReference() {
        assertThat(ActionTypes.BY_ID.keySet())
                .containsExactlyInAnyOrder(
                        "Approval/AWS/Manual",
                        "Build/AWS/CodeBuild",
                        "Build/AWS/ECRBuildAndPublish",
                        "Compute/AWS/Commands",
                        "Deploy/AWS/AppConfig",
                        "Deploy/AWS/CloudFormation",
                        "Deploy/AWS/CloudFormationStackInstances",
                        "Deploy/AWS/CloudFormationStackSet",
                        "Deploy/AWS/CodeDeploy",
                        "Deploy/AWS/CodeDeployToECS",
                        "Deploy/AWS/EC2",
                        "Deploy/AWS/ECS",
                        "Deploy/AWS/EKS",
                        "Deploy/AWS/ElasticBeanstalk",
                        "Deploy/AWS/Lambda",
                        "Deploy/AWS/S3",
                        "Deploy/AWS/ServiceCatalog",
                        "Deploy/ThirdParty/AlexaSkillsKit",
                        "Invoke/AWS/CodePipeline",
                        "Invoke/AWS/InspectorScan",
                        "Invoke/AWS/Lambda",
                        "Invoke/AWS/StepFunctions",
                        "Invoke/ThirdParty/Snyk",
                        "Source/AWS/CodeCommit",
                        "Source/AWS/CodeStarSourceConnection",
                        "Source/AWS/ECR",
                        "Source/AWS/S3",
                        "Source/ThirdParty/GitHub",
                        "Test/AWS/CodeBuild",
                        "Test/AWS/DeviceFarm");
    }

    @Test
    void everyTypeSaysWhereItIsFrom() throws IOException {
        try (var stream = Objects.requireNonNull(ActionTypes.class.getResourceAsStream("action-types.json"))) {
            var data = new ObjectMapper().readTree(stream);
            assertThat(data.path("read").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
            assertThat(data.path("types")).hasSize(ActionTypes.BY_ID.size());
            data.path("types").forEach(type -> assertThat(type.path("page").asText())
                    .as(type.toString())
                    .isNotEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void rulesSpeakOfSettingsThatTheTypeHas(ActionType type) {
        var spoken = new TreeSet<>(type.values().keySet());
        spoken.addAll(type.secret());
        spoken.addAll(type.withoutInputs());
        type.together().forEach(spoken::addAll);
        type.choices().forEach(spoken::addAll);
        for (var condition : type.conditions()) {
            spoken.addAll(condition.needs());
            assertThat(type.values().get(condition.setting())).contains(condition.value());
        }
        spoken.removeAll(type.optional());
        spoken.removeAll(type.required());

        assertThat(spoken).isEmpty();
        assertThat(type.required()).noneMatch(type.optional()::contains);
    }

    @ParameterizedTest
    @MethodSource("types")
    void acceptsTheSmallestDeclarationOfEachType(ActionType type) {
        assertThat(refusals(smallest(type, List.of()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void missesEachSettingThatIsRequired(ActionType type) {
        for (var name : type.required()) {
            assertThat(refusals(smallest(type, List.of(name))))
                    .as(name)
                    .containsExactly(SETTINGS + "is missing required configuration '" + name + "'");
        }
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        deploy("CloudFormation", "{ActionMode: 'CREATE', StackName: 's'}"),
                        SETTINGS
                                + "has the value 'CREATE' for 'ActionMode', expected one of [CHANGE_SET_EXECUTE, CHANGE_SET_REPLACE, CREATE_UPDATE, DELETE_ONLY, REPLACE_ON_FAILURE]"),
                Arguments.of(
                        deploy("CloudFormation", "{ActionMode: 'CHANGE_SET_EXECUTE', StackName: 's'}"),
                        SETTINGS + "has 'CHANGE_SET_EXECUTE' for 'ActionMode', which needs [ChangeSetName] too"),
                Arguments.of(
                        deploy("S3", "{BucketName: 'b', Extract: 'false'}"),
                        SETTINGS + "has 'false' for 'Extract', which needs [ObjectKey] too"),
                Arguments.of(
                        deploy("S3", "{BucketName: 'b', Extract: 'yes'}"),
                        SETTINGS + "has the value 'yes' for 'Extract', expected one of [true, false]"),
                Arguments.of(
                        deploy(
                                "CloudFormationStackSet",
                                "{StackSetName: 's', TemplatePath: 'a::t', Regions: 'eu-west-1'}"),
                        SETTINGS + "has [Regions], expected all of [DeploymentTargets, Regions] or none"),
                Arguments.of(
                        deploy("EKS", "{ClusterName: 'c', HelmReleaseName: 'r'}"),
                        SETTINGS
                                + "has [ClusterName, HelmReleaseName], expected all of one of [[HelmReleaseName, HelmChartLocation], [ManifestFiles]]"),
                Arguments.of(
                        deploy("EC2", "{InstanceTagKey: 'k', InstanceType: 'EC2'}"),
                        SETTINGS
                                + "has [InstanceTagKey, InstanceType], expected all of one of [[DeploySpec], [TargetDirectory, PostScript]]"),
                Arguments.of(
                        deploy("EC2", "{InstanceTagKey: 'k', InstanceType: 'EC2', DeploySpec: 'd'}")
                                .set("/pipelineType", "'V1'"),
                        ACTION + "Action 'X' of provider EC2 needs pipeline type V2, got V1"),
                Arguments.of(
                        with("Deploy", "AWS", "Lambda", 0, 0, "{FunctionName: 'f'}"),
                        SETTINGS + "is missing required configuration 'PublishedTargetVersion'"),
                Arguments.of(
                        with("Invoke", "AWS", "InspectorScan", 0, 1, "{InspectorRunMode: 'ECRImageScan'}"),
                        SETTINGS + "has 'ECRImageScan' for 'InspectorRunMode', which needs [ECRRepositoryName] too"),
                Arguments.of(
                        with("Compute", "AWS", "Commands", 1, 0, "{}").remove("/stages/2/actions/1/commands"),
                        ACTION + "Action 'X' has no commands, expected 1 to 50"),
                Arguments.of(
                        with("Compute", "AWS", "Commands", 1, 0, "{}").set("/stages/2/actions/1/commands", "[]"),
                        ACTION + "Action 'X' has no commands, expected 1 to 50"),
                Arguments.of(
                        deploy("ServiceCatalog", "{ProductId: 'p', ConfigurationFilePath: 'c'}")
                                .set("/stages/2/actions/1/environmentVariables", "[{name: 'A', value: 'b'}]"),
                        ACTION + "Action 'X' has environmentVariables, which is for actions of category Compute only"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesWhatThePagesRuleOut(Declaration declaration, String error) {
        assertThat(refusals(declaration)).containsExactly(error);
    }

    static Stream<Declaration> right() {
        return Stream.of(
                deploy("S3", "{BucketName: 'b', Extract: '#{variables.extract}'}")
                        .set("/variables", "[{name: 'extract'}]"),
                deploy("EKS", "{ClusterName: 'c', ManifestFiles: 'm'}")
                        .set("/stages/2/actions/1/environmentVariables", "[{name: 'A', value: 'b'}]"),
                deploy("Lambda", "{FunctionName: 'f', FunctionAlias: 'live', DeployStrategy: 'AllAtOnce'}"),
                deploy(
                        "CloudFormationStackSet",
                        "{StackSetName: 's', TemplatePath: 'a::t', DeploymentTargets: '1', Regions: 'eu-west-1'}"),
                with(
                        "Invoke",
                        "AWS",
                        "InspectorScan",
                        1,
                        1,
                        "{InspectorRunMode: 'SourceCodeScan', HighThreshold: '1'}"),
                with("Invoke", "ThirdParty", "Snyk", 1, 1, "{Anything: 'x'}"),
                with(
                        "Invoke",
                        "AWS",
                        "StepFunctions",
                        0,
                        0,
                        "{StateMachineArn: 'a', InputType: 'Literal', Input: '{}'}"));
    }

    @ParameterizedTest
    @MethodSource("right")
    void acceptsWhatThePagesAllow(Declaration declaration) {
        assertThat(refusals(declaration)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"name\": \"A\", \"value\": \"b\"}]",
                "[{\"name\": \"A\", \"value\": \"\", \"type\": \"PARAMETER_STORE\"}, {\"name\": \"B\", \"value\": \"#{codepipeline.PipelineExecutionId}\"}]",
                "#{variables.all}",
                "[#{variables.all}]",
            })
    void takesVariablesOfABuildThatAreJson(String json) {
        assertThat(refusals(build(json).set("/variables", "[{name: 'all'}]"))).isEmpty();
    }

    static Stream<Arguments> noVariables() {
        return Stream.of(
                Arguments.of("A=b", "it is no JSON from line 1, column 2 on"),
                Arguments.of("[{\"name\": \"A\"", "it is no JSON from line 1, column 14 on"),
                Arguments.of("[] []", "it is no JSON from line 1, column 4 on"),
                Arguments.of("{\"A\": \"b\"}", "it is no array"),
                Arguments.of("[\"A\"]", "entry 0 lacks a text for name or value"),
                Arguments.of("[{\"name\": \"A\"}]", "entry 0 lacks a text for name or value"),
                Arguments.of("[{\"name\": \"A\", \"value\": 1}]", "entry 0 lacks a text for name or value"),
                Arguments.of(
                        "[{\"name\": \"A\", \"value\": \"b\", \"type\": \"SECRET\"}]",
                        "entry 0 has the type 'SECRET', expected one of [PLAINTEXT, PARAMETER_STORE, SECRETS_MANAGER]"),
                Arguments.of(
                        "[{\"name\": \"A-B\", \"value\": \"b\"}]",
                        "entry 0: got 'A-B' as a variable's name, expected letters, digits and underscores, the first no digit"),
                Arguments.of(
                        "[{\"name\": \"A\", \"value\": \"b\"}, {\"name\": \"A\", \"value\": \"c\"}]",
                        "the variable A stands twice"));
    }

    @ParameterizedTest
    @MethodSource("noVariables")
    void refusesVariablesOfABuildThatAreNoJson(String json, String why) {
        assertThat(refusals(build(json)))
                .containsExactly(ACTION
                        + "Action configuration for action 'Build': EnvironmentVariables is not a JSON array of name, value and type: "
                        + why);
    }

    private static Declaration build(String json) {
        return pipeline()
                .set("/pipelineType", "'V2'")
                .set("/stages/1/actions/0/configuration/EnvironmentVariables", "'" + json + "'");
    }
}
