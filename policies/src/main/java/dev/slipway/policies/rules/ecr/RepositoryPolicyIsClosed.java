package dev.slipway.policies.rules.ecr;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.rules.access.ClosedPolicyRule;

/** Repository policies let nobody in without knowing who. */
public final class RepositoryPolicyIsClosed extends ClosedPolicyRule {

    public RepositoryPolicyIsClosed() {
        super(
                About.rule("Repository policies let nobody in without knowing who")
                        .why("Whoever may pull sees everything that is in the image; whoever may push decides what "
                                + "runs.")
                        .remedy(
                                "Name the accounts or roles, or narrow the statement with a condition on the organization "
                                        + "or the account.")
                        .severity(Severity.CRITICAL)
                        .peers("checkov CKV_AWS_32", "trivy AWS-0032")
                        .links("https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html")
                        .build(),
                "everyone is let in, expected named principals or a condition that narrows",
                "aws:ecr/repositoryPolicy:RepositoryPolicy",
                "aws:ecr/registryPolicy:RegistryPolicy");
    }
}
