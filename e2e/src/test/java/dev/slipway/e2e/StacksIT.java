package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;

/** The dev and prod files as they stand, on the local cloud: up, no change after it, and nothing left after a destroy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StacksIT {
    private static final String REGION = "eu-west-1";

    /** Two threads in the common pool, one of which the SDK keeps: a program that blocks the other one never ends. */
    private static final Map<String, String> THREE_PROCESSORS =
            Map.of("MAVEN_OPTS", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");

    private final Checkout checkout = Checkout.create("stacks");

    @BeforeAll
    void whatATeamHasBeforeItHasPipelines() {
        checkout.slipway("local", "start").ok();
        try (var existing = new ExistingServices(checkout.inventory(REGION))) {
            existing.roles();
        }
        for (String stack : List.of("dev", "prod")) {
            checkout.write("Pulumi.local-" + stack + ".yaml", checkout.read("Pulumi." + stack + ".yaml"));
        }
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void aStackComesUpStaysAsItIsAndGoesAway(String shape) {
        String stack = "local-" + shape;
        try (var existing = new ExistingServices(checkout.inventory(REGION))) {
            existing.targetsOf(shape);
        }
        var before = checkout.inventory(REGION).everything();

        checkout.slipway("up", stack, "--yes", "--skip-preview").ok();
        assertThat(executionModes())
                .isEqualTo(new TreeMap<>(Map.of(
                        "slipway-" + stack + "-api", mode(shape),
                        "slipway-" + stack + "-web", mode(shape),
                        "slipway-" + stack + "-worker", mode(shape))));
        checkout.slipway("preview", stack, "--expect-no-changes").ok();
        checkout.slipway(THREE_PROCESSORS, "preview", stack, "--expect-no-changes")
                .ok();
        checkout.slipway("refresh", stack, "--yes", "--skip-preview", "--expect-no-changes")
                .ok();

        checkout.slipway("destroy", stack, "--yes", "--skip-preview").ok();
        assertThat(checkout.inventory(REGION).everything()).isEqualTo(before);
    }

    @Test
    void whatIsWrongInTheFileAndWhatDoesNotExistIsSaidInOneListInThePreview() {
        checkout.write(
                "Pulumi.local-nowhere.yaml",
                """
                config:
                  aws:region: eu-west-1
                  slipway:trial: {vpcCidr: 10.0.0.1/8}
                  slipway:approvals: {topicArn: "arn:aws:sns:eu-west-2:000000000000:t"}
                  slipway:defaults: {deploy: {clusterName: nowhere}}
                  slipway:services:
                    api: {}
                    trial: {deploy: {clusterName: null, target: TRIAL, trial: {listenerPort: %d}}}
                    web: {source: {branch: refs/heads/main}}
                """
                        .formatted(checkout.port()));

        var said = checkout.slipway("preview", "local-nowhere").failed();
        assertThat(problems(said))
                .containsExactly(
                        "slipway:services.web.source.branch",
                        "slipway:trial.vpcCidr",
                        "slipway:services.trial.deploy.trial.listenerPort",
                        "slipway:approvals.topicArn",
                        "slipway:defaults.deploy.clusterName");
        assertThat(said)
                .contains(
                        " has 5 problems (nothing was created)",
                        "(got the ECS cluster \"nowhere\", which does not exist; create it, or correct the name); used by 2 services: api, web");
        assertThat(checkout.inventory(REGION).everything()).noneMatch(one -> one.contains("local-nowhere"));
    }

    /** The engine stops when a provider cannot be set up: what the program has found by then is not lost. */
    @Test
    void whatIsWrongInTheFileIsSaidWhenNothingListensAtTheEndpoint() throws IOException {
        int nobody;
        try (var once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = once.getLocalPort();
        }
        checkout.write(
                "Pulumi.local-dead.yaml",
                """
                config:
                  aws:region: eu-west-1
                  aws:endpoints: [{sts: "http://127.0.0.1:%d"}]
                  slipway:trial: {vpcCidr: 10.0.0.1/8}
                  slipway:services:
                    web: {source: {branch: refs/heads/main}, deploy: {clusterName: nowhere}}
                """
                        .formatted(nobody));

        var said = checkout.slipway("preview", "local-dead").failed();
        assertThat(problems(said))
                .containsExactly("slipway:services.web.source.branch", "slipway:trial.vpcCidr", "aws");
        assertThat(said.substring(said.indexOf("Diagnostics:")))
                .containsOnlyOnce("127.0.0.1:%d does not answer".formatted(nobody))
                .doesNotContain("at io.grpc", "StatusRuntimeException");
    }

    /** The paths in a list of problems. */
    private static List<String> problems(String said) {
        return said.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("- "))
                .map(line -> line.replaceFirst("^- ([^ ]+): .*", "$1"))
                .toList();
    }

    private static ExecutionMode mode(String shape) {
        return shape.equals("dev") ? ExecutionMode.SUPERSEDED : ExecutionMode.QUEUED;
    }

    private Map<String, ExecutionMode> executionModes() {
        try (var http = UrlConnectionHttpClient.create();
                var codepipeline = checkout.inventory(REGION)
                        .client(CodePipelineClient.builder().httpClient(http))) {
            var modes = new TreeMap<String, ExecutionMode>();
            codepipeline.listPipelinesPaginator().pipelines().forEach(p -> modes.put(p.name(), p.executionMode()));
            return modes;
        }
    }
}
