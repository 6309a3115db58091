package dev.slipway.policies.rules.iam;

import dev.slipway.iam.catalog.AccessLevel;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import java.util.Optional;

/** Nobody may change the permissions of everything. */
public final class PermissionsAreNotManaged extends WideActionRule {

    public PermissionsAreNotManaged() {
        super(About.rule("No policy lets its holder change the permissions of everything")
                .why("Who changes the policies of roles, buckets or keys at will is held by none of them.")
                .remedy(
                        "Leave permissions to the stack that owns the resource, or name the resource whose permissions may "
                                + "change.")
                .severity(Severity.HIGH)
                .peers("checkov CKV_AWS_289", "cloudsplaining ResourceExposure")
                .links(
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html")
                .build());
    }

    @Override
    Optional<String> remark(ActionInfo action) {
        return action.accessLevel() == AccessLevel.PERMISSIONS_MANAGEMENT
                ? Optional.of("changes permissions")
                : Optional.empty();
    }
}
