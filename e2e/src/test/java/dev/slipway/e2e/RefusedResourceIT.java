package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;

/** A resource that AWS refuses: its reason is what the user reads, and with --continue-on-error all that does not need it is tried. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class RefusedResourceIT {
    private static final String STACK = "local-refused";
    private static final String REFUSAL = "Repository named taken already exists";

    /** What needs the repository, and nothing else. */
    private static final List<String> NOT_TRIED = List.of(
            "aws:cloudwatch/eventRule:EventRule web-pipeline-source-rule",
            "aws:cloudwatch/eventTarget:EventTarget web-pipeline-source-target",
            "aws:codepipeline/pipeline:Pipeline web-pipeline",
            "aws:iam/role:Role web-pipeline-role");

    private final Checkout checkout = Checkout.withSimulatedTasks("refused");

    @BeforeAll
    void aNameIsTaken() {
        checkout.slipway("local", "start").ok();
        try (var http = UrlConnectionHttpClient.create();
                var codecommit =
                        checkout.inventory().client(CodeCommitClient.builder().httpClient(http))) {
            codecommit.createRepository(r -> r.repositoryName("taken"));
        }
        use("taken");
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    private void use(String repository) {
        checkout.write(
                "Pulumi." + STACK + ".yaml",
                """
                config:
                  aws:region: us-east-1
                  slipway:services:
                    web: {source: {repositoryName: %s}, deploy: {target: TRIAL, trial: {listenerPort: 8081}}}
                """
                        .formatted(repository));
    }

    private String refused(String... flags) {
        var command = new ArrayList<>(List.of("up", STACK, "--yes", "--skip-preview"));
        command.addAll(List.of(flags));
        var said = checkout.slipway(command.toArray(String[]::new)).failed();
        assertThat(said).doesNotContain("at io.grpc", "StatusRuntimeException", "unhandled exception");
        var diagnostics = said.substring(said.indexOf("Diagnostics:"));
        assertThat(diagnostics).containsOnlyOnce(REFUSAL);
        return diagnostics;
    }

    private static List<String> notTried(String diagnostics) {
        return diagnostics
                .lines()
                .filter(line -> line.contains(" was not tried: it depends on web-source, which failed"))
                .map(line -> line.strip().replaceFirst("^error: (.*) was not tried.*$", "$1"))
                .toList();
    }

    @Test
    @Order(1)
    void theReasonIsAllThatIsSaid() {
        assertThat(refused().lines().filter(line -> line.contains("error:")))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("RepositoryNameExistsException", REFUSAL),
                        line -> assertThat(line).isEqualTo("    error: update failed"));
    }

    @Test
    @Order(2)
    void whatDoesNotNeedItIsTriedWhenTheEngineGoesOn() {
        assertThat(notTried(refused("--continue-on-error"))).containsExactlyInAnyOrderElementsOf(NOT_TRIED);
        assertThat(checkout.inventory().everything())
                .contains("project slipway-local-refused-web", "load-balancer slipway-local-refused")
                .doesNotContain("pipeline slipway-local-refused-web");
    }

    @Test
    @Order(3)
    void whatDependsOnItStaysWhenItWasThereBefore() {
        use("web");
        checkout.slipway("up", STACK, "--yes", "--skip-preview").ok();
        var before = checkout.inventory().everything();
        assertThat(before).contains("pipeline slipway-local-refused-web");

        use("taken");
        assertThat(notTried(refused("--continue-on-error"))).containsExactlyInAnyOrderElementsOf(NOT_TRIED);
        assertThat(checkout.inventory().everything()).isEqualTo(before);
    }
}
