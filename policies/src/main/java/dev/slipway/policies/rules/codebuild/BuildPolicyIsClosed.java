package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.rules.access.ClosedPolicyRule;

/** Policies of projects and report groups let nobody in without knowing who. */
public final class BuildPolicyIsClosed extends ClosedPolicyRule {

    public BuildPolicyIsClosed() {
        super(
                About.rule("Policies of projects and report groups let nobody in without knowing who")
                        .why(
                                "A policy that shares a project with everyone shows its settings and builds to other accounts.")
                        .remedy("Name the accounts that the project or report group is shared with, or narrow the "
                                + "statement with aws:PrincipalOrgID.")
                        .severity(Severity.HIGH)
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/project-sharing.html")
                        .build(),
                "everyone is let in, expected named principals or a condition that narrows",
                "aws:codebuild/resourcePolicy:ResourcePolicy");
    }
}
