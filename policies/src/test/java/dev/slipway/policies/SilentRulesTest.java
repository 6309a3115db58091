package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.planted.ecr.Silent;
import dev.slipway.policies.testkit.Examples;
import dev.slipway.policies.testkit.PackHarness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that never says "compliant" fails on each of its compliant examples, whatever else it gets right. */
class SilentRulesTest {
    static List<Rule> silent() {
        return Silent.rules();
    }

    @ParameterizedTest
    @MethodSource("silent")
    void aRuleThatNeverSaysCompliantFailsByItsCompliantExamples(Rule rule) throws IOException {
        Examples examples = Examples.read(ExampleTrials.EXAMPLES, rule);
        SortedSet<String> compliant = new TreeSet<>();
        examples.compliant().forEach(example -> compliant.add(example.name() + ", in an update"));

        assertThat(failed(rule)).containsAll(compliant);
    }

    @ParameterizedTest
    @MethodSource("silent")
    void theRuleOfThatNameFailsByNone(Rule silent) throws IOException {
        Rule real = PlatformPack.pack().rules().stream()
                .filter(rule -> rule.id().equals(silent.id()))
                .findFirst()
                .orElseThrow();

        assertThat(failed(real)).isEmpty();
    }

    /** The names of the trials that a rule does not pass. */
    private static SortedSet<String> failed(Rule rule) throws IOException {
        SortedSet<String> failed = new TreeSet<>();
        Pack alone = new Pack("planted", "Planted", "0.1.0", "one rule", List.of(rule));
        try (PackHarness pack = PackHarness.start(alone)) {
            for (DynamicTest trial : trials(pack, rule)) {
                try {
                    trial.getExecutable().execute();
                } catch (AssertionError e) {
                    failed.add(trial.getDisplayName());
                } catch (Throwable e) {
                    throw new IllegalStateException(trial.getDisplayName() + " could not be tried", e);
                }
            }
        }
        return failed;
    }

    private static List<DynamicTest> trials(PackHarness pack, Rule rule) {
        List<DynamicTest> trials = new ArrayList<>();
        try (Stream<DynamicTest> all = new ExampleTrials(pack).of(rule)) {
            all.forEach(trials::add);
        }
        return trials;
    }
}
