package dev.slipway.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PolicyRoundTripTest {
    @Property(tries = 1000)
    void parsingWhatWasPrintedGivesTheSameDocument(@ForAll long seed) {
        PolicyDocument document = RandomPolicies.document(new Random(seed));
        String printed = document.toJson();

        assertThat(PolicyDocument.parse(printed)).isEqualTo(document);
        assertThat(PolicyDocument.parse(printed).toJson()).isEqualTo(printed);
    }

    @Property(tries = 5000)
    void damagedDocumentsAreRefusedOrReadButNothingElseHappens(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(RandomPolicies.document(random).toJson());
        for (int i = random.nextInt(6); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "{}[]\",:*%\\\u0000".charAt(random.nextInt(11)));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(30))));
                default -> text.setLength(at);
            }
        }
        String damaged = text.toString();
        try {
            PolicyDocument read = PolicyDocument.parse(damaged);
            assertThat(PolicyDocument.parse(read.toJson())).isEqualTo(read);
            for (PolicyKind kind : PolicyKind.values()) {
                assertThat(read.problems(kind)).doesNotContainNull();
            }
        } catch (PolicySyntaxException e) {
            assertThat(e.getMessage()).startsWith("$");
            assertThat(e.path()).startsWith("$");
        }
    }

    @Test
    void theOrderOfConditionsAndPrincipalsDoesNotSurviveButTheirMeaningDoes() {
        Statement mixed = Statement.allow("A")
                .principalAws("111111111111")
                .principalService("ecs.amazonaws.com")
                .principalAws("222222222222")
                .actions("sts:AssumeRole")
                .condition("Bool", "a:X", "true")
                .condition("Null", "a:Y", "true")
                .condition("Bool", "a:Z", "true");
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (Condition condition : mixed.conditions()) {
            keys.computeIfAbsent(condition.operator(), any -> new ArrayList<>()).add(condition.key());
        }

        assertThat(keys).isEqualTo(Map.of("Bool", List.of("a:X", "a:Z"), "Null", List.of("a:Y")));
        assertThat(mixed.principals())
                .containsExactly(
                        Principal.aws("111111111111"),
                        Principal.aws("222222222222"),
                        Principal.service("ecs.amazonaws.com"));
        assertThat(PolicyDocument.parse(PolicyDocument.of(mixed).toJson()).statements())
                .containsExactly(mixed);
    }
}
