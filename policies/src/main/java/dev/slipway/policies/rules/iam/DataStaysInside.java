package dev.slipway.policies.rules.iam;

import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.catalog.Fact;
import dev.slipway.iam.catalog.SecurityFacts;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Nobody may read all data or all secrets. */
public final class DataStaysInside extends WideActionRule {
    private static final Map<String, String> REMARKS = SecurityFacts.get().dataExfiltration().stream()
            .collect(Collectors.toUnmodifiableMap(Fact::subject, Fact::why));

    public DataStaysInside() {
        super(About.rule("No policy lets its holder read all data or all secrets")
                .why("Who takes over a build can then carry out everything that the account keeps.")
                .remedy("Name the buckets, keys, secrets and parameters that are needed.")
                .severity(Severity.HIGH)
                .peers("checkov CKV_AWS_288", "cloudsplaining DataExfiltration")
                .links("https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege")
                .build());
    }

    @Override
    Optional<String> remark(ActionInfo action) {
        return Optional.ofNullable(REMARKS.get(action.fullName()));
    }
}
