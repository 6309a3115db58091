package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
    void aServiceThatDoesNotExistIsSaidInThePreview() {
        checkout.write(
                "Pulumi.local-nowhere.yaml",
                """
                config:
                  aws:region: eu-west-1
                  slipway:services:
                    web:
                      deploy:
                        clusterName: nowhere
                """);

        assertThat(checkout.slipway("preview", "local-nowhere").failed()).contains("nowhere");
        assertThat(checkout.inventory(REGION).everything()).noneMatch(one -> one.contains("local-nowhere"));
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
