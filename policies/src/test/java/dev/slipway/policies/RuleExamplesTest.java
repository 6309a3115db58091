package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.model.Rule;
import dev.slipway.policies.testkit.PackHarness;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every rule says of its own examples what they say of themselves, through the real protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleExamplesTest {
    private static final String SERVICES = "slipway.examples";

    private PackHarness pack;

    @BeforeAll
    void start() throws IOException {
        pack = PackHarness.start(PlatformPack.pack());
    }

    @AfterAll
    void stop() {
        pack.close();
    }

    @TestFactory
    Stream<DynamicContainer> everyRuleJudgesItsExamples() {
        ExampleTrials trials = new ExampleTrials(pack);
        return rules().stream()
                .map(rule -> DynamicContainer.dynamicContainer(
                        rule.id(), Stream.of(rule).flatMap(trials::of)));
    }

    /** Those of some services alone when asked: a mutant of one service is not met by the examples of another one. */
    private static List<Rule> rules() {
        Set<String> services = Set.of(System.getProperty(SERVICES, "").split(",", -1));
        List<Rule> rules = PlatformPack.pack().rules().stream()
                .filter(rule -> services.contains("") || services.contains(rule.service()))
                .toList();
        assertThat(rules.stream().map(Rule::service))
                .as("services with rules, of %s", SERVICES)
                .containsAll(services.contains("") ? Set.of() : services);
        return rules;
    }
}
