package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.List;

/** Pull requests of strangers start no builds. */
public final class StrangersStartNoBuilds extends ResourceRule {
    private static final Setting<Boolean> REPOSITORIES_ARE_PRIVATE = Setting.flag(
            "repositoriesArePrivate", false, "Whether only people who are known can open a pull request at all");

    /** What anybody can cause; a pull request that is merged has been reviewed. */
    private static final List<String> BY_ANYBODY =
            List.of("PULL_REQUEST_CREATED", "PULL_REQUEST_UPDATED", "PULL_REQUEST_REOPENED");

    public StrangersStartNoBuilds() {
        super(
                About.rule("Pull requests of strangers start no builds")
                        .why("The buildspec of a pull request is part of it. Whoever may open one in a public "
                                + "repository then runs commands with the role of the build.")
                        .remedy("Add an ACTOR_ACCOUNT_ID filter with the ids of those who may, or require approval in "
                                + "pullRequestBuildPolicy.")
                        .severity(Severity.HIGH)
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/webhooks.html")
                        .settings(REPOSITORIES_ARE_PRIVATE)
                        .build(),
                "aws:codebuild/webhook:Webhook");
    }

    @Override
    public Verdict check(ResourceView webhook, Settings settings) {
        if (settings.get(REPOSITORIES_ARE_PRIVATE)) {
            return Verdict.notApplicable("only people who are known can open a pull request, says the configuration");
        }
        if (!webhook.get("pullRequestBuildPolicy.requiresCommentApproval")
                .text("DISABLED")
                .equals("DISABLED")) {
            return Verdict.compliant();
        }
        Property groups = webhook.get("filterGroups");
        Findings findings = new Findings();
        if (groups.items().isEmpty() && !webhook.get("buildType").text("").startsWith("RUNNER")) {
            findings.violation(groups, "every pull request starts a build, expected a filter for actors");
        }
        findings.tryEach(groups.items(), group -> {
            if (isOpen(group)) {
                findings.violation(group, "every pull request starts a build, expected a filter for actors");
            }
        });
        return findings.verdict();
    }

    private static boolean isOpen(Property group) {
        boolean byAnybody = false;
        for (Property filter : group.get("filters").items()) {
            String type = filter.get("type").text("");
            if (type.equals("ACTOR_ACCOUNT_ID")
                    && !filter.get("excludeMatchedPattern").flag(false)) {
                return false;
            }
            if (type.equals("EVENT")) {
                String events = filter.get("pattern").text("");
                byAnybody |= BY_ANYBODY.stream().anyMatch(events::contains);
            }
        }
        return byAnybody;
    }
}
