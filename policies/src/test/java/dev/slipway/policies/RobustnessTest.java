package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Configuration.Given;
import dev.slipway.policies.evaluation.Evaluator;
import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.Level;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Value;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a program or a configuration holds, no rule fails. */
class RobustnessTest {
    private final Pack pack = PlatformPack.pack();
    private final Evaluator evaluator = new Evaluator(pack, Configuration.defaults(pack), Clock.systemUTC());

    @Property(tries = 5000)
    void noRuleFailsOnAnyProperties(@ForAll long seed) {
        RandomResources random = new RandomResources(pack, seed);
        List<ResourceView> stack = Stream.generate(random::resource).limit(3).toList();
        assertThat(failures(evaluator, stack)).isEmpty();
    }

    static List<String> failures(Evaluator evaluator, List<ResourceView> stack) {
        return Stream.concat(
                        stack.stream().flatMap(resource -> evaluator.analyze(resource).stream()),
                        evaluator.analyzeStack(new StackView(stack)).stream())
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .map(failed -> failed.rule().id() + ": " + failed.cause())
                .toList();
    }

    @Property(tries = 2000)
    void noRemedyFailsOnAnyProperties(@ForAll long seed) {
        ResourceView resource = new RandomResources(pack, seed).resource();
        Evaluator remediating = new Evaluator(pack, allAt(Level.REMEDIATE), Clock.systemUTC());
        assertThat(remediating.remediators(resource.type()))
                .allSatisfy(
                        rule -> assertThat(remediating.remedy(rule, resource)).isNotNull());
    }

    private Configuration allAt(Level level) {
        Map<String, Given> given = new HashMap<>();
        pack.rules().forEach(rule -> given.put(rule.id(), new Given(Optional.of(level), new Value.Fields(Map.of()))));
        return Configuration.of(pack, given);
    }

    @Property(tries = 2000)
    void anyConfigurationIsReadAndAnswered(@ForAll long seed, @ForAll Level level) {
        Value.Fields properties = new RandomResources(pack, seed).fields(0);
        for (String id : List.of("logs-expire", Pack.SETTINGS)) {
            Configuration read = Configuration.of(pack, Map.of(id, new Given(Optional.of(level), properties)));
            Level expected = id.equals(Pack.SETTINGS) && level == Level.DISABLED ? Level.MANDATORY : level;
            assertThat(read.level(id)).isEqualTo(expected);
        }
    }

    @Property(tries = 2000)
    void valuesSurviveTheWire(@ForAll long seed) {
        Value.Fields properties = new RandomResources(pack, seed).fields(0);
        assertThat(Wire.fields(Wire.encode(properties))).isEqualTo(properties);
    }

    @Property(tries = 2000)
    void whatIsShownIsShortAndOnOneLine(@ForAll long seed) {
        Value value = new RandomResources(pack, seed).value(0);
        assertThat(dev.slipway.policies.model.Property.root(value).shown())
                .hasSizeLessThanOrEqualTo(200)
                .doesNotContain("\n");
    }
}
