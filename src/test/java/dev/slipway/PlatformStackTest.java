package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.pulumi.core.Output;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole sets of resources of the three stacks, with every input, beside the files in src/test/resources. */
class PlatformStackTest {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final Path EXPECTED = Path.of("src/test/resources/dev/slipway");
    private static final Path ACTUAL = Path.of("target/stacks");

    private static FakeAws aws(String stack) {
        return new FakeAws(StackFile.of(stack).region())
                .with(stack, "web", "web", "sidecar")
                .with(stack, "api", "api")
                .with(stack, "worker", "main")
                .withRepository("web")
                .withRepository("api")
                .withRepository("worker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "local"})
    void declaresExactlyTheResourcesOfTheStack(String stack) throws IOException {
        var aws = aws(stack);
        var result = Program.platform(stack, StackFile.of(stack).config(), aws);
        assertThat(result.errors()).isEmpty();
        assertThat(result.exceptions()).isEmpty();

        var actual = GSON.toJson(snapshot(result, aws)) + "\n";
        Files.createDirectories(ACTUAL);
        Files.writeString(ACTUAL.resolve(stack + ".json"), actual);
        assertThat(actual)
                .as(
                        "what the program declared is in target/stacks/%s.json; when it is meant, copy it to %s",
                        stack, EXPECTED)
                .isEqualTo(Files.readString(EXPECTED.resolve(stack + ".json")));
    }

    @Test
    void asksForTheScopeAndForEachClusterOnce() {
        var aws = aws("prod");
        Program.platform("prod", StackFile.of("prod").config(), aws);
        var counted =
                aws.calls().stream().collect(Collectors.groupingBy(call -> call, TreeMap::new, Collectors.counting()));
        assertThat(counted)
                .isEqualTo(Map.of(
                        "aws:index/getCallerIdentity:getCallerIdentity", 1L,
                        "aws:index/getRegion:getRegion", 1L,
                        "aws:index/getPartition:getPartition", 1L,
                        "aws:codecommit/getRepository:getRepository", 3L,
                        "aws:ecs/getCluster:getCluster", 1L,
                        "aws:ecs/getService:getService", 3L,
                        "aws:ecs/getTaskDefinition:getTaskDefinition", 3L));
    }

    @Test
    void needsElevenResourcesForAServiceOfItsOwn() {
        assertThat(awsResources(2) - awsResources(1)).isEqualTo(11);
    }

    private static long awsResources(int services) {
        var aws = new FakeAws("eu-west-1");
        var names = new StringBuilder();
        for (var i = 1; i <= services; i++) {
            names.append("    s%d: {}\n".formatted(i));
            aws.with("c", "s" + i, "s" + i);
        }
        var file = StackFile.parse(
                "config:\n  slipway:defaults: {deploy: {clusterName: c}}\n  slipway:services:\n" + names);
        var result = Program.platform("dev", file.config(), aws);
        assertThat(result.errors()).isEmpty();
        return aws.registered().stream()
                .filter(made -> made.type().startsWith("aws:"))
                .count();
    }

    @Test
    void letsServicesShareARepositoryThatTheStackCreates() {
        var aws = new FakeAws("eu-west-1").with("c", "web", "web").with("c", "api", "api");
        var file = StackFile.parse(
                """
                config:
                  slipway:defaults: {deploy: {clusterName: c}}
                  slipway:services:
                    api: {source: {repositoryName: shop, adopt: true}}
                    web: {source: {repositoryName: shop}}
                """);
        var result = Program.platform("dev", file.config(), aws);
        assertThat(result.errors()).isEmpty();
        assertThat(aws.registered().stream()
                        .filter(made -> made.type().equals("slipway:index:GitSource"))
                        .map(FakeAws.Registered::name))
                .containsExactly("web-source");
    }

    @Test
    void exportsWhatUsersNeed() {
        var result = Program.platform("local", StackFile.of("local").config(), aws("local"));
        assertThat(result.outputs().keySet())
                .containsExactlyInAnyOrder("artifactBucketName", "artifactKeyArn", "services");
        var services = (Map<?, ?>) value(result, "services");
        var web = (Map<?, ?>) Objects.requireNonNull(services.get("web"));
        assertThat(services.keySet()).isEqualTo(Set.of("web", "api"));
        var exported = new TreeMap<String, Object>();
        web.forEach((key, output) -> exported.put(String.valueOf(key), PulumiTest.extractValue((Output<?>) output)));
        assertThat(exported)
                .isEqualTo(Map.of(
                        "cloneUrlHttp", "https://git/web",
                        "cloneUrlSsh", "ssh://git/web",
                        "repositoryUri", "111122223333.dkr.ecr.us-east-1.amazonaws.com/slipway-local/web",
                        "pipelineName", "slipway-local-web",
                        "projectName", "slipway-local-web",
                        "pipelineConsoleUrl",
                                "https://us-east-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/slipway-local-web/view?region=us-east-1",
                        "buildConsoleUrl",
                                "https://us-east-1.console.aws.amazon.com/codesuite/codebuild/111122223333/projects/slipway-local-web/history?region=us-east-1",
                        "imagesConsoleUrl",
                                "https://us-east-1.console.aws.amazon.com/ecr/repositories/private/111122223333/slipway-local/web?region=us-east-1",
                        "serviceConsoleUrl",
                                "https://us-east-1.console.aws.amazon.com/ecs/v2/clusters/slipway-local/services/slipway-local-web/health?region=us-east-1",
                        "url", "http://slipway-local.elb.amazonaws.com:8081/"));
    }

    @Test
    void createsNothingWhenTheConfigurationIsWrong() {
        var aws = new FakeAws("eu-west-1");
        var result = Program.platform(
                "dev", Map.of("slipway:services", "{\"web\":{\"bild\":{},\"deploy\":{\"clusterName\":\"c\"}}}"), aws);
        assertThat(aws.registered()).isEmpty();
        assertThat(aws.calls()).isEmpty();
        assertThat(result.errors())
                .singleElement()
                .asString()
                .contains(
                        "the configuration of stack \"dev\" has 1 problem (nothing was created):",
                        "  - slipway:services.web.bild: got an unknown setting, expected one of source, build, deploy; did you mean \"build\"?");
    }

    @Test
    void saysAllTargetsThatDoNotExistByTheirPathAndCreatesNothing() {
        var aws = new FakeAws("eu-west-1").with("c", "web", "main", "sidecar");
        var file = StackFile.parse(
                """
                config:
                  slipway:services:
                    web: {deploy: {clusterName: c}}
                    api: {deploy: {clusterName: c}}
                    worker: {deploy: {clusterName: d}}
                """);
        var result = Program.platform("dev", file.config(), aws);
        assertThat(aws.registered()).isEmpty();
        assertThat(result.errors())
                .containsExactly(
                        """
                        the configuration of stack "dev" has 3 problems (nothing was created):
                          - slipway:services.web.deploy.containerName: got "web", expected a container of task definition c-web:7, which service "web" uses: main, sidecar
                          - slipway:services.api.deploy.serviceName: got ECS service "api" in cluster "c", expected one that exists in this account and Region: correct the name, or create it first (ECS Service (api) not found)
                          - slipway:services.worker.deploy.clusterName: got ECS cluster "d", expected one that exists in this account and Region: correct the name, or create it first (ECS Cluster (d) not found)
                        settings: docs/settings.md""");
    }

    private static Object value(TestResult result, String export) {
        var output = result.outputs().get(export);
        var value = PulumiTest.extractValue(Objects.requireNonNull(output));
        return Objects.requireNonNull(value);
    }

    /** The engine hands numbers over as floating point. */
    private static JsonElement number(JsonElement value) {
        var number = value.getAsBigDecimal().stripTrailingZeros();
        return number.scale() <= 0 ? new JsonPrimitive(number.toBigInteger()) : value;
    }

    private static JsonObject snapshot(TestResult result, FakeAws aws) {
        var inputs = new TreeMap<String, JsonElement>();
        for (var resource : result.resources()) {
            var urn = String.valueOf(PulumiTest.extractValue(resource.urn()));
            var parts = urn.split("::", -1);
            var qualified = parts[2];
            var type = qualified.substring(qualified.lastIndexOf('$') + 1);
            if (!type.startsWith("pulumi:")) {
                inputs.put(qualified + "::" + parts[3], readable(GSON.toJsonTree(aws.inputs(type, parts[3]))));
            }
        }
        var snapshot = new JsonObject();
        inputs.forEach(snapshot::add);
        return snapshot;
    }

    /** Sorts keys, opens documents that are texts, and leaves the standard buildspec to its own test. */
    private static JsonElement readable(JsonElement value) {
        if (value.isJsonObject()) {
            var sorted = new JsonObject();
            new TreeMap<>(value.getAsJsonObject().asMap()).forEach((key, member) -> sorted.add(key, readable(member)));
            return sorted;
        }
        if (value.isJsonArray()) {
            var list = new JsonArray();
            value.getAsJsonArray().forEach(item -> list.add(readable(item)));
            return list;
        }
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
            return number(value);
        }
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
            var text = value.getAsString();
            if (text.startsWith("# The standard container build")) {
                return new JsonPrimitive("(buildspec.yml)");
            }
            if (text.startsWith("{") || text.startsWith("[")) {
                try {
                    var document = new JsonObject();
                    document.add("json", JsonParser.parseString(text));
                    return document;
                } catch (JsonParseException e) {
                    return value;
                }
            }
        }
        return value;
    }
}
