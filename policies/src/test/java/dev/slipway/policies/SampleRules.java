package dev.slipway.policies;

import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Edits;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.Remediable;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.List;

/** Small rules on one made-up resource type, for tests of the framework. */
public final class SampleRules {
    private SampleRules() {}

    /** A pack of these rules. */
    public static Pack pack(Rule... rules) {
        return new Pack("sample-pack", "Sample pack", "1.2.3", "For tests", List.of(rules));
    }

    static About described(String title, Severity severity, Setting<?>... settings) {
        return About.rule(title)
                .why("Because tests say so.")
                .remedy("Do what the test says.")
                .severity(severity)
                .frameworks("SAMPLE 1.1")
                .links("https://example.com/rule")
                .settings(settings)
                .build();
    }

    /** The color is as configured; red without configuration. */
    public static final class ColorIsAgreed extends ResourceRule implements Remediable {
        static final Setting<String> COLOR =
                Setting.choice("color", List.of("red", "green"), "The color that is agreed");

        public ColorIsAgreed() {
            super(described("The color is agreed", Severity.HIGH, COLOR), "test:index:Thing");
        }

        @Override
        public Verdict check(ResourceView thing, Settings settings) {
            Property color = thing.get("paint.color");
            return color.text("").equals(settings.get(COLOR))
                    ? Verdict.compliant()
                    : Verdict.violation(color, "expected " + settings.get(COLOR));
        }

        @Override
        public Edits remedy(ResourceView thing, Settings settings) {
            return Edits.set("paint.color", settings.get(COLOR));
        }
    }

    /** No word of a list is bad: many findings, each with a subject. */
    public static final class WordsAreKind extends ResourceRule {
        public WordsAreKind() {
            super(described("Words are kind", Severity.LOW), "test:index:Thing");
        }

        @Override
        public Verdict check(ResourceView thing, Settings settings) {
            Findings findings = new Findings();
            findings.tryOnce(() -> findings.tryEach(thing.get("words").items(), word -> {
                if (word.text("").startsWith("bad")) {
                    findings.violation(word, word.text(""), "a kind word was expected");
                }
            }));
            return findings.verdict();
        }
    }

    /** Fails whenever it is asked. */
    public static final class AlwaysFails extends ResourceRule {
        public AlwaysFails() {
            super(described("Always fails", Severity.CRITICAL), "test:index:Thing");
        }

        @Override
        public Verdict check(ResourceView thing, Settings settings) {
            throw new IllegalStateException("hunter2-in-the-message");
        }
    }

    /** Puts what it reads into the message, which rules should not do. */
    public static final class TellsEverything extends ResourceRule {
        public TellsEverything() {
            super(described("Tells everything", Severity.LOW), "test:index:Thing");
        }

        @Override
        public Verdict check(ResourceView thing, Settings settings) {
            Property password = thing.get("password");
            return Verdict.violation(thing.get("name"), "the password is " + password.text(""));
        }
    }
}
