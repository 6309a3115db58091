package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.testkit.Examples;
import dev.slipway.policies.testkit.Examples.Example;
import dev.slipway.policies.testkit.PackHarness;
import dev.slipway.policies.testkit.PolicyRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The examples of rules, tried with the pack that has them. */
record ExampleTrials(PackHarness pack) {
    static final Path EXAMPLES = Path.of("src/test/resources/examples");

    /** What a rule has to say of each of its examples. */
    Stream<DynamicTest> of(Rule rule) {
        Examples examples;
        try {
            examples = Examples.read(EXAMPLES, rule);
        } catch (IOException | RuntimeException e) {
            return Stream.of(DynamicTest.dynamicTest("has examples", () -> {
                throw e;
            }));
        }
        Stream<DynamicTest> judged = Stream.concat(examples.compliant().stream(), examples.violating().stream())
                .flatMap(example -> Stream.of(
                        DynamicTest.dynamicTest(example.name() + ", in an update", () -> inUpdate(rule, example)),
                        DynamicTest.dynamicTest(
                                example.name() + ", at preview",
                                () -> atPreview(
                                        example, rule, configured(rule, example).preview(example.program()))),
                        DynamicTest.dynamicTest(
                                example.name() + ", at preview with references that carry no trace",
                                () -> atPreview(
                                        example, rule, configured(rule, example).previewUntraced(example.program())))));
        return Stream.concat(
                judged,
                examples.notApplicable().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                example.name() + ", which is not judged", () -> notApplicable(rule, example))));
    }

    private void notApplicable(Rule rule, Example example) {
        PackHarness configured = configured(rule, example);
        for (PolicyRun run : List.of(configured.update(example.program()), configured.preview(example.program()))) {
            assertThat(run.reasons(rule.id())).isEqualTo(example.reasons());
            assertThat(run.violations(rule.id())).isEmpty();
        }
    }

    private void inUpdate(Rule rule, Example example) {
        PolicyRun run = configured(rule, example).update(example.program());
        assertThat(run.violations(rule.id()))
                .as("diagnostics %s", run.diagnostics())
                .isEqualTo(example.violations());
        if (example.violations().isEmpty()) {
            // In an update everything is known: a rule that only keeps silent has not looked.
            assertThat(run.reasons(rule.id()))
                    .as("the rule has to judge its compliant example")
                    .isEmpty();
            assertThat(run.complying(rule.id()))
                    .as("what complies with %s", rule.id())
                    .isNotEmpty();
        }
        assertThat(run.diagnostics())
                .allSatisfy(one -> assertThat(one.message()).doesNotContain("a fault of the rule"));
    }

    private static void atPreview(Example example, Rule rule, PolicyRun run) {
        run.violations(rule.id())
                .forEach((resource, paths) -> assertThat(example.violations().getOrDefault(resource, List.of()))
                        .as("violations at preview must also be violations in the update: %s", run.diagnostics())
                        .containsAll(paths));
        if (!run.violations(rule.id()).equals(example.violations())) {
            assertThat(run.notJudged())
                    .as("what is not reported is said to be not judged")
                    .isNotEmpty();
        }
    }

    private PackHarness configured(Rule rule, Example example) {
        Map<String, Object> settings = new LinkedHashMap<>(example.config());
        settings.put("enforcementLevel", "advisory");
        return pack.configure(
                new Gson().toJson(Map.of("all", "disabled", rule.id(), settings, "pack-settings", "mandatory")));
    }
}
