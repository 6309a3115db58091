package dev.slipway.policies.rules.iam;

import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.catalog.Fact;
import dev.slipway.iam.catalog.SecurityFacts;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Nobody may get the credentials of everyone. */
public final class CredentialsAreNotHandedOut extends WideActionRule {
    private static final Map<String, String> REMARKS = SecurityFacts.get().credentialExposure().stream()
            .collect(Collectors.toUnmodifiableMap(Fact::subject, Fact::why));

    public CredentialsAreNotHandedOut() {
        super(About.rule("No policy lets its holder get credentials of everyone")
                .why("Who gets the credentials of any role or user has the rights of the most powerful one.")
                .remedy("Name the roles, users or databases whose credentials are needed.")
                .severity(Severity.HIGH)
                .peers("checkov CKV_AWS_287", "cloudsplaining CredentialsExposure")
                .links("https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege")
                .build());
    }

    @Override
    Optional<String> remark(ActionInfo action) {
        return Optional.ofNullable(REMARKS.get(action.fullName()));
    }
}
