package dev.slipway.policies.rules.ecr;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.SplitRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.List;

/** Images expire, with and without tags. */
public final class ImagesExpire extends SplitRule {
    private static final String POLICY = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

    public ImagesExpire() {
        super(
                About.rule("Images expire, with and without tags")
                        .why("Every build pushes an image. Where tags cannot be overwritten, a policy for untagged "
                                + "images alone never removes one.")
                        .remedy("Add a LifecyclePolicy for the repository with a rule for untagged images and one for "
                                + "tagged ones, or one rule with tagStatus any.")
                        .severity(Severity.MEDIUM)
                        .peers("prowler ecr_repositories_lifecycle_policy_enabled")
                        .frameworks("FSBP ECR.3")
                        .links("https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html")
                        .build(),
                new String[] {"aws:ecr/repository:Repository"},
                "repository",
                POLICY);
    }

    @Override
    public Verdict check(ResourceView repository, StackView stack, Settings settings) {
        List<ResourceView> policies =
                isPart(repository) ? List.of(repository) : stack.referring(repository, "repository", POLICY);
        if (policies.isEmpty()) {
            return Verdict.violation(
                    repository.get("lifecyclePolicy"), "images are kept for ever, expected a LifecyclePolicy");
        }
        boolean tagged = false;
        boolean untagged = false;
        for (ResourceView policy : policies) {
            for (Property rule : policy.get("policy").json().get("rules").items()) {
                String status = rule.get("selection.tagStatus").text("");
                boolean expires = rule.get("action.type").text("").equals("expire")
                        && rule.get("selection.countNumber").number(0) > 0;
                tagged |= expires && !status.equals("untagged");
                untagged |= expires && !status.equals("tagged");
            }
        }
        if (tagged && untagged) {
            return Verdict.compliant();
        }
        return Verdict.violation(
                policies.get(0).get("policy"), "no rule expires " + (tagged ? "untagged images" : "tagged images"));
    }
}
