package dev.slipway.local.cloud.ecr.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifecyclePolicyTest {
    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

    /** An image named by its age in days, with tags. */
    private static StoredImage image(int age, String... tags) {
        return StoredImage.of("d" + age, NOW.minus(Duration.ofDays(age)), List.of(tags));
    }

    private static String rule(int priority, String selection) {
        return "{\"rulePriority\":%d,\"selection\":{%s},\"action\":{\"type\":\"expire\"}}"
                .formatted(priority, selection);
    }

    private static String policy(String... rules) {
        return "{\"rules\":[%s]}".formatted(String.join(",", rules));
    }

    private static String count(String tags, int most) {
        return "%s,\"countType\":\"imageCountMoreThan\",\"countNumber\":%d".formatted(tags, most);
    }

    private static String age(String tags, int days) {
        return "%s,\"countType\":\"sinceImagePushed\",\"countUnit\":\"days\",\"countNumber\":%d".formatted(tags, days);
    }

    private static final String ANY = "\"tagStatus\":\"any\"";
    private static final String UNTAGGED = "\"tagStatus\":\"untagged\"";

    private static String prefixes(String list) {
        return "\"tagStatus\":\"tagged\",\"tagPrefixList\":[%s]".formatted(list);
    }

    private static String patterns(String list) {
        return "\"tagStatus\":\"tagged\",\"tagPatternList\":[%s]".formatted(list);
    }

    static Stream<Arguments> evaluations() {
        var mixed = List.of(image(1), image(2, "prod-1"), image(3, "prod-2"), image(4), image(5, "dev-1"));
        return Stream.of(
                Arguments.of(
                        "the newest by push stay",
                        policy(rule(1, count(ANY, 2))),
                        mixed,
                        new TreeMap<>(Map.of("d3", 1, "d4", 1, "d5", 1))),
                Arguments.of(
                        "days count from the push",
                        policy(rule(1, age(UNTAGGED, 3))),
                        mixed,
                        new TreeMap<>(Map.of("d4", 1))),
                Arguments.of("a day is over only after it", policy(rule(1, age(ANY, 5))), mixed, new TreeMap<>()),
                Arguments.of(
                        "a match protects from rules that come later",
                        policy(rule(1, count(prefixes("\"prod\""), 1)), rule(2, age(ANY, 1))),
                        mixed,
                        new TreeMap<>(Map.of("d3", 1, "d4", 2, "d5", 2))),
                Arguments.of(
                        "rules apply by priority, not by their order in the document",
                        policy(rule(9, age(ANY, 1)), rule(3, count(prefixes("\"prod\""), 1))),
                        mixed,
                        new TreeMap<>(Map.of("d3", 3, "d4", 9, "d5", 9))),
                Arguments.of(
                        "later rules count what earlier ones expire",
                        policy(rule(1, count(UNTAGGED, 1)), rule(2, count(ANY, 3))),
                        mixed,
                        new TreeMap<>(Map.of("d4", 1, "d5", 2))),
                Arguments.of(
                        "several prefixes must all be there",
                        policy(rule(1, count(prefixes("\"a\",\"b\""), 1))),
                        List.of(image(1, "a1"), image(2, "a2", "b2"), image(3, "a3", "b3"), image(4, "b4")),
                        new TreeMap<>(Map.of("d3", 1))),
                Arguments.of(
                        "a pattern matches the whole tag",
                        policy(rule(1, age(patterns("\"v*.0\""), 1))),
                        List.of(image(2, "v1.0"), image(3, "v1.0-rc"), image(4, "xv1.0"), image(5, "v2.1", "v3.0")),
                        new TreeMap<>(Map.of("d2", 1, "d5", 1))),
                Arguments.of(
                        "tagged does not look at untagged images",
                        policy(rule(1, age(patterns("\"*\""), 1))),
                        mixed,
                        new TreeMap<>(Map.of("d2", 1, "d3", 1, "d5", 1))),
                Arguments.of(
                        "what an index refers to stays with it",
                        policy(rule(1, age(UNTAGGED, 1))),
                        List.of(new StoredImage("index", Set.of("v1"), NOW, Set.of("d7")), image(7), image(8)),
                        new TreeMap<>(Map.of("d8", 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("evaluations")
    void expiresAsEcrDoes(String what, String policy, List<StoredImage> images, Map<String, Integer> expected)
            throws InvalidLifecyclePolicy {
        var expired = new TreeMap<String, Integer>();
        LifecyclePolicy.parse(policy)
                .expired(images, NOW)
                .forEach(expiry -> expired.put(expiry.image().digest(), expiry.rulePriority()));
        assertThat(expired).as(what).isEqualTo(expected);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("{", "the policy is not JSON from line 1, column 2 on"),
                Arguments.of("{\"rules\":[]}", "rules is [], expected a list of at least one rule"),
                Arguments.of("{\"rules\":[],\"version\":1}", "the policy has the member version, expected only rules"),
                Arguments.of(policy(rule(0, count(ANY, 1))), "rulePriority is 0, expected a whole number from 1"),
                Arguments.of(policy(rule(1, count(ANY, 0))), "countNumber is 0, expected a whole number from 1"),
                Arguments.of(
                        policy(rule(1, count("\"tagStatus\":\"some\"", 1))),
                        "rule 1 has tagStatus 'some', expected tagged, untagged or any"),
                Arguments.of(
                        policy(rule(1, count("\"tagStatus\":\"tagged\"", 1))),
                        "rule 1 has tagStatus tagged with 0 prefixes and 0 patterns"),
                Arguments.of(
                        policy(rule(1, count(UNTAGGED + ",\"tagPrefixList\":[\"a\"]", 1))),
                        "rule 1 has tagStatus untagged with 1 prefixes and 0 patterns"),
                Arguments.of(
                        policy(rule(1, count(prefixes("\"a\"") + ",\"tagPatternList\":[\"b\"]", 1))),
                        "rule 1 has tagStatus tagged with 1 prefixes and 1 patterns"),
                Arguments.of(
                        policy(rule(1, count(patterns("\"*a*b*c*d*\""), 1))),
                        "rule 1 has the pattern '*a*b*c*d*', expected at most 4 wildcards"),
                Arguments.of(
                        policy(rule(1, ANY + ",\"countType\":\"old\",\"countNumber\":1")),
                        "rule 1 has countType 'old', expected imageCountMoreThan or sinceImagePushed"),
                Arguments.of(
                        policy(rule(1, ANY + ",\"countType\":\"sinceImagePushed\",\"countNumber\":1")),
                        "rule 1 has countUnit '', expected days with sinceImagePushed"),
                Arguments.of(
                        policy(rule(1, count(ANY, 1)), rule(2, count(UNTAGGED, 1))),
                        "rule 1 has tagStatus any, expected it to be the rule with the highest rulePriority"),
                Arguments.of(
                        policy(rule(1, count(UNTAGGED, 1)), rule(1, count(ANY, 1))), "rulePriority 1 stands twice"),
                Arguments.of(
                        policy(rule(1, count(UNTAGGED, 1)), rule(2, age(UNTAGGED, 1))),
                        "2 rules have tagStatus untagged, expected one"),
                Arguments.of(
                        policy(rule(1, count(ANY, 1)).replace("expire", "keep")),
                        "rule 1 has action type 'keep', expected expire"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatEcrRefuses(String policy, String message) {
        assertThatThrownBy(() -> LifecyclePolicy.parse(policy))
                .isInstanceOf(InvalidLifecyclePolicy.class)
                .hasMessageStartingWith(message);
    }

    @Property
    void aCountLeavesThatManyOfTheNewest(
            @ForAll @Size(max = 30) Set<@IntRange(max = 400) Integer> ages,
            @ForAll @IntRange(min = 1, max = 30) int most)
            throws InvalidLifecyclePolicy {
        var images = ages.stream().map(LifecyclePolicyTest::image).toList();
        var expected = ages.stream().sorted().skip(most).map(age -> "d" + age).toList();
        assertThat(LifecyclePolicy.parse(policy(rule(1, count(ANY, most)))).expired(images, NOW))
                .extracting(expiry -> expiry.image().digest())
                .containsExactlyElementsOf(expected);
    }
}
