package dev.slipway.policies.rules.kms;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Keys are enabled. */
public final class KeysAreEnabled extends ResourceRule {

    public KeysAreEnabled() {
        super(
                About.rule("Keys are enabled")
                        .why("What is encrypted with a disabled key cannot be read - pipelines stop, and services do "
                                + "not start again.")
                        .remedy("Leave isEnabled out, or set it to true; delete a key that is no longer needed.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_227")
                        .links("https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html")
                        .build(),
                "aws:kms/key:Key");
    }

    @Override
    public Verdict check(ResourceView key, Settings settings) {
        Property enabled = key.get("isEnabled");
        return enabled.flag(true) ? Verdict.compliant() : Verdict.violation(enabled, "expected true");
    }
}
