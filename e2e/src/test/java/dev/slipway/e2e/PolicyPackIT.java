package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stacks of this repository pass their own policy pack. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyPackIT {
    private static final String REGION = "eu-west-1";

    private final Checkout checkout = Checkout.withSimulatedTasks("policy-pack");

    @BeforeAll
    void whatATeamHasBeforeItHasPipelines() {
        checkout.slipway("local", "start").ok();
        try (var existing = new ExistingServices(checkout.inventory(REGION)).roles()) {
            for (String stack : new String[] {"dev", "prod"}) {
                checkout.write("Pulumi.local-" + stack + ".yaml", checkout.read("Pulumi." + stack + ".yaml"));
                existing.targetsOf(stack);
            }
        }
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @Test
    void stackProdPassesWithEveryRuleMandatoryAndNoneSuppressed() {
        assertThat(checkout.read("policies/config.prod.json"))
                .contains("\"all\": \"mandatory\"")
                .doesNotContain("suppressions", "advisory", "disabled");
        checkout.slipway(
                        "preview",
                        "local-prod",
                        "--policy-pack",
                        "policies",
                        "--policy-pack-config",
                        "policies/config.prod.json")
                .ok();
        Reports reports = new Reports(checkout.root().resolve("policy-report"));
        assertThat(reports.violations()).isEmpty();
        assertThat(reports.count("suppressed")).isZero();
        assertThat(reports.count("failed")).isZero();
        assertThat(reports.count("compliant")).isGreaterThan(100);
        assertThat(reports.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local-dev", "local"})
    void theOtherStacksMayBePreviewedWithThePackForDev(String stack) {
        Reports reports = new Reports(checkout.root().resolve("report-" + stack));
        checkout.slipway(
                        reports.environment(),
                        "preview",
                        stack,
                        "--policy-pack",
                        "policies",
                        "--policy-pack-config",
                        "policies/config.dev.json")
                .ok();
        assertThat(reports.count("mandatory")).isZero();
        assertThat(reports.count("suppressed")).isZero();
        assertThat(reports.count("failed")).isZero();
    }
}
