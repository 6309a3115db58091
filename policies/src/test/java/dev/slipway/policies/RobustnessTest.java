package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Configuration.Given;
import dev.slipway.policies.evaluation.Evaluator;
import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.Level;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Value;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Whatever a program or a configuration holds, no rule fails and no secret is shown. */
class RobustnessTest {
    private final Pack pack = PlatformPack.pack();
    private final Evaluator evaluator = new Evaluator(pack, Configuration.defaults(pack), Clock.systemUTC());

    @net.jqwik.api.Property(tries = 3000)
    void noRuleFailsOnAnyProperties(@ForAll("resources") ResourceView resource) {
        Stream<Outcome> outcomes = Stream.concat(
                evaluator.analyze(resource).stream(),
                evaluator.analyzeStack(new StackView(List.of(resource))).stream());
        assertThat(outcomes.filter(Outcome.Failed.class::isInstance)
                        .map(Outcome.Failed.class::cast)
                        .map(failed -> failed.rule().id() + ": " + failed.cause()))
                .isEmpty();
    }

    @net.jqwik.api.Property(tries = 1000)
    void anyConfigurationIsRead(@ForAll("objects") Value.Fields properties, @ForAll Level level) {
        for (String id : List.of("logs-expire", Pack.SETTINGS, "all", "no-such-rule")) {
            Configuration read = Configuration.of(pack, Map.of(id, new Given(Optional.of(level), properties)));
            assertThat(read.settings("logs-expire")).isNotNull();
        }
    }

    @net.jqwik.api.Property(tries = 1000)
    void valuesSurviveTheWire(@ForAll("objects") Value.Fields properties) {
        assertThat(Wire.fields(Wire.encode(properties))).isEqualTo(properties);
    }

    @net.jqwik.api.Property(tries = 1000)
    void whatIsShownIsShortAndOnOneLine(@ForAll("values") Value value) {
        assertThat(Property.root(value).shown()).hasSizeLessThanOrEqualTo(200).doesNotContain("\n");
    }

    @Provide
    Arbitrary<ResourceView> resources() {
        return RandomResources.resources(pack);
    }

    @Provide
    Arbitrary<Value.Fields> objects() {
        return RandomResources.objects();
    }

    @Provide
    Arbitrary<Value> values() {
        return RandomResources.values();
    }
}
