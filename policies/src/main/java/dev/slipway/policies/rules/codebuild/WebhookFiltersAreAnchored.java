package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Patterns of webhook filters match whole names. */
public final class WebhookFiltersAreAnchored extends ResourceRule {
    private static final Set<String> REFERENCES = Set.of("HEAD_REF", "BASE_REF");

    public WebhookFiltersAreAnchored() {
        super(
                About.rule("Patterns of webhook filters match whole names")
                        .why(
                                "A pattern without anchors also matches longer names - the user 1234567 for the user "
                                        + "12345, the branch main-of-mallory for the branch main - and so lets others start builds.")
                        .remedy("Begin the pattern with ^ and end it with $; a pattern for branches may end in .* "
                                + "instead.")
                        .severity(Severity.HIGH)
                        .peers("prowler codebuild_project_webhook_filters_use_anchored_patterns")
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html")
                        .build(),
                "aws:codebuild/webhook:Webhook");
    }

    @Override
    public Verdict check(ResourceView webhook, Settings settings) {
        Findings findings = new Findings();
        findings.tryOnce(() -> findings.tryEach(
                webhook.get("filterGroups").items(),
                group -> findings.tryEach(group.get("filters").items(), filter -> check(filter, findings))));
        Property branches = webhook.get("branchFilter");
        findings.tryOnce(() -> {
            if (!branches.text("").isEmpty() && !isAnchored(branches.text(""), true)) {
                findings.violation(branches, "expected a pattern from ^ to $");
            }
        });
        return findings.verdict();
    }

    private static void check(Property filter, Findings findings) {
        String type = filter.get("type").text("");
        boolean reference = REFERENCES.contains(type);
        // Without anchors a pattern that excludes only excludes more, and files and messages have no whole name.
        if (!filter.get("excludeMatchedPattern").flag(false) && (reference || type.equals("ACTOR_ACCOUNT_ID"))) {
            Property pattern = filter.get("pattern");
            if (!isAnchored(pattern.text(""), reference)) {
                findings.violation(pattern, "expected a pattern from ^ to $");
            }
        }
    }

    private static boolean isAnchored(String pattern, boolean openEnd) {
        for (String alternative : alternatives(pattern)) {
            boolean ends = alternative.endsWith("$")
                    || (openEnd
                            && (alternative.endsWith("*") || alternative.endsWith("+") || alternative.endsWith("/")));
            if (!alternative.startsWith("^") || !ends) {
                return false;
            }
        }
        return true;
    }

    /** The alternatives outside of all brackets: an anchor holds for its own only. */
    private static List<String> alternatives(String pattern) {
        List<String> alternatives = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '\\' -> i++;
                case '(', '[' -> depth++;
                case ')', ']' -> depth--;
                case '|' -> {
                    if (depth == 0) {
                        alternatives.add(pattern.substring(start, i));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        alternatives.add(pattern.substring(Math.min(start, pattern.length())));
        return alternatives;
    }
}
