package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.model.Rule;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.testkit.Examples;
import dev.slipway.policies.testkit.Examples.Example;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page of rules says of a rule, some example of the rule shows. */
class RuleClaimsTest {

    /** Rules that judge the same types read them in one place: any of them shows a type for all. */
    @Test
    void everyTypeThatARuleIsSaidToJudgeStandsInAnExample() throws IOException {
        Map<Set<String>, Set<String>> shown = new HashMap<>();
        Map<Set<String>, List<String>> rules = new HashMap<>();
        for (Rule rule : PlatformPack.pack().rules()) {
            rules.computeIfAbsent(rule.types(), same -> new ArrayList<>()).add(rule.id());
            Set<String> types = shown.computeIfAbsent(rule.types(), same -> new TreeSet<>());
            examples(rule)
                    .flatMap(example -> example.resources().values().stream())
                    .map(resource -> ((Map<?, ?>) resource).get("type"))
                    .map(Objects::toString)
                    .map(RuleClaimsTest::token)
                    .forEach(types::add);
        }

        List<String> unshown = new ArrayList<>();
        shown.forEach((judged, types) -> judged.stream()
                .filter(type -> !types.contains(type))
                .forEach(type -> unshown.add(type + " " + rules.get(judged))));
        assertThat(unshown).isEmpty();
    }

    @Test
    void everySettingIsSetInAnExample() throws IOException {
        List<String> unset = new ArrayList<>();
        for (Rule rule : PlatformPack.pack().rules()) {
            List<Example> examples = examples(rule).toList();
            for (Setting<?> setting : rule.about().settings()) {
                if (examples.stream().noneMatch(example -> example.config().containsKey(setting.name()))) {
                    unset.add(rule.id() + " " + setting.name());
                }
            }
        }

        assertThat(unset).isEmpty();
    }

    /** The short spelling of the examples, as the engine has it. */
    private static String token(String type) {
        String[] parts = type.split(":", -1);
        return parts.length == 3 && parts[0].equals("aws") && !parts[1].contains("/")
                ? "aws:%s/%s:%s"
                        .formatted(
                                parts[1], Character.toLowerCase(parts[2].charAt(0)) + parts[2].substring(1), parts[2])
                : type;
    }

    private static Stream<Example> examples(Rule rule) throws IOException {
        Examples examples = Examples.read(ExampleTrials.EXAMPLES, rule);
        return Stream.of(examples.compliant(), examples.violating(), examples.notApplicable())
                .flatMap(List::stream);
    }
}
