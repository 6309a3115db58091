package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Builds have no public badge. */
public final class BuildBadgeIsOff extends ResourceRule {

    public BuildBadgeIsOff() {
        super(
                About.rule("Builds have no public badge")
                        .why("A badge is an address that anybody can ask, without signing in, whether the last build "
                                + "of a branch has failed.")
                        .remedy("Leave badgeEnabled out, or set it to false.")
                        .severity(Severity.LOW)
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/sample-build-badges.html")
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Property badge = project.get("badgeEnabled");
        return badge.flag(false)
                ? Verdict.violation(badge, "everyone can ask for the state of builds, expected false")
                : Verdict.compliant();
    }
}
