package dev.slipway.policies.rules.codecommit;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Repositories are encrypted with a KMS key of your own. */
public final class CodeHasOwnKey extends ResourceRule {

    public CodeHasOwnKey() {
        super(
                About.rule("Repositories are encrypted with a KMS key of your own")
                        .why("With AWS's key nobody can take the source code away from those who may read the "
                                + "repository, and no other account can be let in.")
                        .remedy("Set kmsKeyId to a KMS key of your own.")
                        .severity(Severity.LOW)
                        .links("https://docs.aws.amazon.com/codecommit/latest/userguide/encryption.html")
                        .build(),
                "aws:codecommit/repository:Repository");
    }

    @Override
    public Verdict check(ResourceView repository, Settings settings) {
        Property key = repository.get("kmsKeyId");
        return key.text("").isBlank() || key.text("").endsWith("alias/aws/codecommit")
                ? Verdict.violation(key, "expected a KMS key of your own")
                : Verdict.compliant();
    }
}
