package dev.slipway.policies.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Finding;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Value;
import dev.slipway.policies.model.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A secret of a resource stands in no part of a finding, wherever a rule has put it. */
class HiddenSecretsTest {
    private static final String URN = "urn:pulumi:dev::example::test:index:Thing::thing";

    /** Takes the names of fields, which may hold what is a secret elsewhere, as the subject. */
    public static final class NamesItsFields extends ResourceRule {
        public NamesItsFields() {
            super(
                    About.rule("Fields have no names")
                            .why("Tests say so.")
                            .remedy("Take the fields away.")
                            .severity(Severity.LOW)
                            .links("https://example.com/rule")
                            .build(),
                    "test:index:Thing");
        }

        @Override
        public Verdict check(ResourceView thing, Settings settings) {
            Findings findings = new Findings();
            thing.get("fields")
                    .fields()
                    .forEach((name, field) -> findings.violation(field, "field " + name, "expected none"));
            return findings.verdict();
        }
    }

    @Test
    void hidesASecretInPathAndSubjectAndLeavesWhatIsNone() {
        Pack pack = new Pack("sample", "Sample", "1.0.0", "For tests", List.of(new NamesItsFields()));
        Value fields = new Value.Fields(Map.of("hunter2", new Value.Text("x")));

        assertThat(judged(pack, Map.of("fields", fields, "password", new Value.Secret(new Value.Text("hunter2")))))
                .containsExactly(
                        new Finding(URN, "fields.[secret]", "\"x\"", "expected none", "field [secret]", List.of()));
        assertThat(judged(pack, Map.of("fields", fields, "password", new Value.Text("hunter2"))))
                .containsExactly(
                        new Finding(URN, "fields.hunter2", "\"x\"", "expected none", "field hunter2", List.of()));
    }

    private static List<Finding> judged(Pack pack, Map<String, Value> properties) {
        ResourceView thing = new ResourceView(URN, "test:index:Thing", "thing", new Value.Fields(properties), Map.of());
        return new Evaluator(pack, Configuration.of(pack, Map.of()), Clock.systemUTC())
                .analyze(thing).stream()
                        .map(Outcome.Violated.class::cast)
                        .map(Outcome.Violated::finding)
                        .toList();
    }
}
