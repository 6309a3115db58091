package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.analysis.ResourceMismatch;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.catalog.ResourceType;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** Every action stands beside a resource that it takes. */
public final class ResourcesFitTheirActions extends StatementRule {

    public ResourcesFitTheirActions() {
        super(
                About.rule("Every action stands beside a resource that it takes")
                        .why(
                                "An action without a resource that fits does nothing: the call fails, or the Deny does not hold.")
                        .remedy(
                                "Write the ARN in the form that the action takes; actions that take no resource need *.")
                        .severity(Severity.MEDIUM)
                        .peers("parliament RESOURCE_MISMATCH", "cfn-lint I3510")
                        .links(
                                "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html")
                        .build(),
                PolicyKind.IDENTITY,
                PolicyKind.RESOURCE);
    }

    @Override
    protected void check(AttachedStatement attached, Settings settings, Findings findings) {
        PolicyDocument alone = new PolicyDocument(PolicyDocument.VERSION, null, List.of(attached.statement()), true);
        for (ResourceMismatch mismatch : ResourceMismatch.in(alone)) {
            String written = attached.statement().actions().stream()
                    .filter(mismatch.action().fullName()::equalsIgnoreCase)
                    .findFirst()
                    .orElse(mismatch.action().fullName());
            findings.violation(
                    attached.action(written),
                    written,
                    "no resource of the statement fits, expected " + expected(mismatch.action()));
        }
    }

    private static String expected(ActionInfo action) {
        return action.takesResource()
                ? action.resourceTypes().stream().map(ResourceType::arn).collect(Collectors.joining(" or "))
                : "* because the action takes no resource";
    }
}
