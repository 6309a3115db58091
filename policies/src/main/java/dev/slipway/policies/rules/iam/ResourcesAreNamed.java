package dev.slipway.policies.rules.iam;

import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import java.util.Optional;

/** Actions that can be held to resources are. */
public final class ResourcesAreNamed extends WideActionRule {

    public ResourcesAreNamed() {
        super(About.rule("Actions that can be held to resources are")
                .why("What a build or a pipeline may do to everything in the account, one bad commit does.")
                .remedy("Name the ARNs of the resources; actions that take * alone go into a statement of their own.")
                .severity(Severity.MEDIUM)
                .peers(
                        "checkov CKV_AWS_290",
                        "checkov CKV_AWS_355",
                        "cdk-nag AwsSolutions-IAM5",
                        "trivy AWS-0057",
                        "cloudsplaining InfrastructureModification")
                .links(
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
                        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html")
                .build());
    }

    @Override
    Optional<String> remark(ActionInfo action) {
        return Optional.of("takes " + action.resourceTypes().get(0).name());
    }
}
