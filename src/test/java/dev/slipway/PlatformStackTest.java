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
import java.util.List;
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
                        // Before anything is declared, and by the component that adopts it.
                        "aws:codecommit/getRepository:getRepository", 6L,
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
    void saysInOneListWhatIsWrongInTheFileAndWhatIsNotThereAndCreatesNothing() {
        var aws = new FakeAws("eu-west-1").with("c", "web", "web");
        var file = StackFile.parse(
                """
                config:
                  slipway:tags: {"aws:x": a}
                  slipway:approvals: {topicArn: "arn:aws:sns:us-east-1:444455556666:t", topicKeyArn: "arn:aws-cn:kms:cn-north-1:444455556666:key/1"}
                  slipway:services:
                    web:
                      bild: {}
                      source: {adopt: true, repositoryName: nowhere}
                      deploy: {clusterName: c, timeoutMinutes: 61}
                      build:
                        secrets:
                          HERE: arn:aws:secretsmanager:eu-west-1:444455556666:secret:n-AbCdEf
                          ELSEWHERE: arn:aws:secretsmanager:eu-west-2:111122223333:secret:n-AbCdEf
                        secretKeyArns: [arn:aws:kms:eu-west-2:111122223333:key/2]
                    api: {source: {adopt: true, repositoryName: nowhere}, deploy: {clusterName: c}}
                    job: {deploy: {clusterName: d}}
                """);
        var result = Program.platform("dev", file.config(), aws);
        assertThat(aws.registered()).isEmpty();
        assertThat(result.errors())
                .containsExactly(
                        """
                        the configuration of stack "dev" has 10 problems (nothing was created):
                          - slipway:services.web.bild: got an unknown setting, expected one of source, build, deploy; did you mean "build"?
                          - slipway:services.web.deploy.timeoutMinutes: got 61, expected a whole number from 1 to 60
                          - slipway:tags.aws:x: got "aws:x", expected the name of a tag: 1 to 127 characters, letters, digits, spaces and _ . : / = + - @, not beginning with aws:
                          - slipway:approvals.topicArn: got "arn:aws:sns:us-east-1:444455556666:t" of the Region us-east-1, expected one of eu-west-1, where the stack lives: CodePipeline asks only on topics of its own Region
                          - slipway:approvals.topicKeyArn: got "arn:aws-cn:kms:cn-north-1:444455556666:key/1" of the partition aws-cn, expected one of aws, where the stack lives: AWS knows nothing of other partitions
                          - slipway:services.web.build.secrets.ELSEWHERE: got "arn:aws:secretsmanager:eu-west-2:111122223333:secret:n-AbCdEf" of the Region eu-west-2, expected one of eu-west-1, where the stack lives: a build asks the Secrets Manager of its own Region
                          - slipway:services.web.build.secretKeyArns[0]: got "arn:aws:kms:eu-west-2:111122223333:key/2" of the Region eu-west-2, expected one of eu-west-1, where the stack lives: Secrets Manager uses keys of its own Region, and a build asks that of this one
                          - slipway:services.api.deploy.serviceName: got ECS service "api" in cluster "c", expected one that exists in this account and Region: correct the name, or create it first (ECS Service (api) not found)
                          - slipway:services.job.deploy.clusterName: got ECS cluster "d", expected one that exists in this account and Region: correct the name, or create it first (ECS Cluster (d) not found)
                          - slipway:services.web.source.repositoryName: got CodeCommit repository "nowhere", expected one that exists in this account and Region: correct the name, create it first, or set source.adopt to false (RepositoryDoesNotExistException: nowhere); the same for 1 other service: api
                        settings: docs/settings.md""");
    }

    @Test
    void saysAClusterThatDoesNotExistOnceForAllServicesThatNeedIt() {
        var own = new StringBuilder();
        var inherited = new StringBuilder();
        for (var i = 1; i <= 120; i++) {
            own.append("    s%03d: {deploy: {clusterName: gone}}\n".formatted(i));
            inherited.append("    s%03d: {}\n".formatted(i));
        }
        var absent =
                "got ECS cluster \"gone\", expected one that exists in this account and Region: correct the name, or create it first (ECS Cluster (gone) not found)";
        assertThat(problems("config:\n  slipway:services:\n" + own))
                .containsExactly("slipway:services.s001.deploy.clusterName: " + absent
                        + "; the same for 119 other services: s002, s003, s004 and 116 more");
        assertThat(problems("config:\n  slipway:defaults: {deploy: {clusterName: gone}}\n  slipway:services:\n"
                        + inherited))
                .containsExactly("slipway:defaults.deploy.clusterName: " + absent
                        + "; used by 120 services: s001, s002, s003 and 117 more");
    }

    @Test
    void asksNothingWhenTheRegionIsNoneAndSaysSo() {
        var aws = new FakeAws("eu-west-1");
        var file = StackFile.parse(
                "config: {aws:region: [eu-west-1], slipway:services: {web: {deploy: {clusterName: gone}}}}");
        var result = Program.platform("dev", file.config(), aws);
        assertThat(aws.calls()).isEmpty();
        assertThat(aws.registered()).isEmpty();
        assertThat(result.errors())
                .singleElement()
                .asString()
                .contains(
                        "  - aws:region: got a list, expected the name of one AWS Region, for example eu-west-1",
                        "clusters, services and repositories were not looked up: the settings of aws come first");
    }

    @Test
    void saysOnceThatAwsCannotBeAskedBesideWhatIsWrongInTheFile() {
        var aws = new FakeAws("eu-west-1").withoutAnswers("connection refused");
        var file = StackFile.parse(
                "config: {slipway:services: {web: {bild: {}, deploy: {clusterName: c}}, api: {deploy: {clusterName: d}}}}");
        var result = Program.platform("dev", file.config(), aws);
        assertThat(aws.registered()).isEmpty();
        assertThat(result.errors())
                .containsExactly(
                        """
                        the configuration of stack "dev" has 2 problems (nothing was created):
                          - slipway:services.web.bild: got an unknown setting, expected one of source, build, deploy; did you mean "build"?
                          - aws: AWS could not be asked where this stack lives, so nothing else was looked up: correct the credentials, the Region or the endpoint (connection refused)
                        settings: docs/settings.md""");
    }

    /** AWS counts all inline policies of a role together, without white space: 10,240 characters. */
    @Test
    void refusesMoreSecretsThanTheRoleOfABuildCanName() {
        var secrets = new StringBuilder();
        for (var i = 1; i <= 130; i++) {
            secrets.append("S%03d: web/secret-%03d, ".formatted(i, i));
        }
        assertThat(problems(
                        """
                        config:
                          slipway:services:
                            web:
                              build: {secrets: {%s}}
                              deploy: {target: TRIAL, trial: {listenerPort: 80}}
                            api:
                              build: {secrets: {A: "web/many:a", B: "web/many:b"}}
                              deploy: {target: TRIAL, trial: {listenerPort: 81}}
                        """
                                .formatted(secrets)))
                .containsExactly(
                        "slipway:services.web.build.secrets: got 130 secrets and 0 keys of them, which make the inline policies of the build's role 11,228 characters, expected at most 10,240: put several values under the JSON keys of one secret");
    }

    private static List<String> problems(String yaml) {
        var result = Program.platform("dev", StackFile.parse(yaml).config(), new FakeAws("eu-west-1"));
        return result.errors().stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("  - "))
                .map(line -> line.substring(4))
                .toList();
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
