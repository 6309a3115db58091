package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Builds, their logs and artifacts are not public. */
public final class BuildsAreNotPublic extends ResourceRule {

    public BuildsAreNotPublic() {
        super(
                About.rule("Builds, their logs and artifacts are not public")
                        .why("Everyone on the internet sees the logs and the artifacts of every build, those of "
                                + "private branches too.")
                        .remedy("Leave projectVisibility out, or set it to PRIVATE.")
                        .severity(Severity.CRITICAL)
                        .peers("prowler codebuild_project_not_publicly_accessible")
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html")
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Property visibility = project.get("projectVisibility");
        return visibility.text("PRIVATE").equals("PUBLIC_READ")
                ? Verdict.violation(visibility, "everyone sees logs and artifacts, expected PRIVATE")
                : Verdict.compliant();
    }
}
