package dev.slipway.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    private static final String U = Unknown.MARKER;
    private static final List<String> TEXTS = texts();

    @ParameterizedTest
    @CsvSource({
        "*, '', YES",
        "s3:Get*, s3:GetObject, YES",
        "s3:Get*, s3:PutObject, NO",
        "s3:?etObject, s3:GetObject, YES",
        "s3:?etObject, s3:etObject, NO",
        "arn:aws:s3:::*/logs/*, arn:aws:s3:::b/x/logs/y, YES",
        "arn:aws:s3:::*/logs/*, arn:aws:s3:::b/x/logs, NO",
        "a*b*c, abbc, YES",
        "a*b*c, abcb, NO",
        "arn:aws:s3:::${*}, arn:aws:s3:::*, YES",
        "arn:aws:s3:::${*}, arn:aws:s3:::b, NO",
        "arn:aws:s3:::${aws:username}/*, arn:aws:s3:::alice/x, UNKNOWN",
        "arn:aws:s3:::${aws:username}/*, arn:aws:sqs:::alice/x, NO",
    })
    void matchesTexts(String pattern, String text, Truth expected) {
        assertThat(Wildcard.of(pattern).matches(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "S3:getobject, s3:GetObject, YES",
        "s3:*Object, s3:getOBJECT, YES",
        "s3:Get*, S3:Put*, NO",
    })
    void readsActionsInAnyCase(String pattern, String action, Truth expected) {
        assertThat(Wildcard.ofAction(pattern).meets(Wildcard.ofAction(action))).isEqualTo(expected);
    }

    @Test
    void judgesOnlyTheKnownPartsOfATextThatIsPartlyUnknown() {
        assertThat(Wildcard.of("arn:aws:s3:::*").matches("arn:aws:s3:::" + U)).isEqualTo(Truth.YES);
        assertThat(Wildcard.of("arn:aws:s3:::a*").matches("arn:aws:s3:::" + U)).isEqualTo(Truth.UNKNOWN);
        assertThat(Wildcard.of("arn:aws:s3:::a").matches("arn:aws:sqs:::" + U)).isEqualTo(Truth.NO);
        assertThat(Wildcard.of("arn:aws:s3:::" + U + "/*").matches("arn:aws:s3:::b/x"))
                .isEqualTo(Truth.UNKNOWN);
        assertThat(Wildcard.of("arn:aws:s3:::" + U + "/*").matches("arn:aws:s3:::b"))
                .isEqualTo(Truth.NO);
        assertThat(Wildcard.of(U).matches("anything")).isEqualTo(Truth.UNKNOWN);
        assertThat(Wildcard.of("*").matches(U)).isEqualTo(Truth.YES);
    }

    @Test
    void judgesContainmentOfPatternsThatArePartlyUnknown() {
        Wildcard objects = Wildcard.of("arn:aws:s3:::" + U + "/*");
        assertThat(Wildcard.of("arn:aws:s3:::*").covers(objects)).isEqualTo(Truth.YES);
        assertThat(Wildcard.of("arn:aws:s3:::*/*").covers(objects)).isEqualTo(Truth.YES);
        assertThat(Wildcard.of("arn:aws:s3:::a/*").covers(objects)).isEqualTo(Truth.UNKNOWN);
        assertThat(Wildcard.of("arn:aws:sqs:*").covers(objects)).isEqualTo(Truth.NO);
        assertThat(objects.covers(objects)).isEqualTo(Truth.UNKNOWN);
        assertThat(objects.covers(Wildcard.of("*"))).isEqualTo(Truth.NO);
        assertThat(Wildcard.of(U).covers(Wildcard.of("*"))).isEqualTo(Truth.UNKNOWN);
        assertThat(objects.meets(Wildcard.of("arn:aws:s3:::b/x"))).isEqualTo(Truth.UNKNOWN);
        assertThat(objects.meets(Wildcard.of("arn:aws:s3:::*"))).isEqualTo(Truth.YES);
        assertThat(objects.meets(Wildcard.of("arn:aws:iam::*"))).isEqualTo(Truth.NO);
    }

    @ParameterizedTest
    @CsvSource({
        "?*, *?, YES",
        "?*a, *ba, YES",
        "*a*, *, NO",
        "*, *a*, YES",
        "s3:*, s3:Get*, YES",
        "s3:Get*, s3:*, NO",
        "*s*e*, *secretsmanager*, YES",
        "a?*, a*, NO",
        "*ab*, *a*b*, NO",
        "*a*b*, *ab*, YES",
        "a*a, a, NO",
    })
    void knowsWhetherOnePatternCoversAnother(String outer, String inner, Truth expected) {
        assertThat(Wildcard.of(outer).covers(Wildcard.of(inner))).isEqualTo(expected);
    }

    @Property(tries = 1000)
    void matchesAsTheDefinitionSays(@ForAll("patterns") String pattern) {
        Wildcard wildcard = Wildcard.of(pattern);
        for (String text : TEXTS) {
            assertThat(wildcard.matches(text)).as(text).isEqualTo(Truth.of(defined(pattern, 0, text, 0)));
        }
    }

    @Property(tries = 1500)
    void coversExactlyWhenEveryTextDoes(@ForAll("patterns") String outer, @ForAll("patterns") String inner) {
        boolean all = true;
        for (String text : TEXTS) {
            all &= !defined(inner, 0, text, 0) || defined(outer, 0, text, 0);
        }
        assertThat(Wildcard.of(outer).covers(Wildcard.of(inner))).isEqualTo(Truth.of(all));
    }

    @Property(tries = 1500)
    void meetsExactlyWhenSomeTextDoes(@ForAll("patterns") String one, @ForAll("patterns") String other) {
        boolean some = false;
        for (String text : TEXTS) {
            some |= defined(one, 0, text, 0) && defined(other, 0, text, 0);
        }
        assertThat(Wildcard.of(one).meets(Wildcard.of(other))).isEqualTo(Truth.of(some));
    }

    @Property(tries = 1000)
    void isSureOnlyOfWhatHoldsForEveryValueOfAnUnknownPart(
            @ForAll("patterns") String one, @ForAll("patterns") String other, @ForAll("patterns") String value) {
        Wildcard open = Wildcard.of(one + U + other);
        Wildcard known = Wildcard.of(one + value + other);
        for (String pattern : List.of("a*", "*", "*b", "?*", "*a*b", one + "*")) {
            Wildcard third = Wildcard.of(pattern);
            assertSound(third.covers(open), third.covers(known));
            assertSound(open.covers(third), known.covers(third));
            assertSound(open.meets(third), known.meets(third));
        }
        for (String text : List.of("", "a", "ab", "abab", "aabb")) {
            assertSound(open.matches(text), known.matches(text));
        }
    }

    private static void assertSound(Truth open, Truth known) {
        assertThat(open).isIn(known, Truth.UNKNOWN);
    }

    @Test
    void staysQuickOnHostilePatterns() {
        String hostile = "*a".repeat(200) + "?".repeat(60) + "*b".repeat(200);
        String other = "*aa?".repeat(120) + "*";
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertThat(Wildcard.of("*").covers(Wildcard.of(hostile))).isEqualTo(Truth.YES);
            assertThat(Wildcard.of(hostile).covers(Wildcard.of(other))).isEqualTo(Truth.NO);
            assertThat(Wildcard.of(other).covers(Wildcard.of(hostile))).isEqualTo(Truth.NO);
            assertThat(Wildcard.of(hostile).meets(Wildcard.of(other))).isEqualTo(Truth.YES);
            assertThat(Wildcard.of(hostile).matches("a".repeat(20_000))).isEqualTo(Truth.NO);
        });
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b', '*', '?').ofMaxLength(4);
    }

    /**
     * Every text that can decide about two patterns of four tokens: the shortest text that both match has no more letters than they
     * have together, three and three beside their stars. The letter c stands for all that they do not name.
     */
    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int from = 0, length = 0; length < 7; length++) {
            int to = texts.size();
            for (; from < to; from++) {
                for (char c : "abc".toCharArray()) {
                    texts.add(texts.get(from) + c);
                }
            }
        }
        texts.add("c".repeat(12));
        texts.add("a" + "c".repeat(10) + "b");
        texts.add("a" + "c".repeat(5) + "b" + "c".repeat(5) + "a");
        return texts;
    }

    private static boolean defined(String pattern, int at, String text, int in) {
        if (at == pattern.length()) {
            return in == text.length();
        }
        char c = pattern.charAt(at);
        if (c == '*') {
            return defined(pattern, at + 1, text, in) || (in < text.length() && defined(pattern, at, text, in + 1));
        }
        return in < text.length() && (c == '?' || c == text.charAt(in)) && defined(pattern, at + 1, text, in + 1);
    }
}
