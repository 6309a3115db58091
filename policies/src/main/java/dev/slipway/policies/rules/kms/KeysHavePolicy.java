package dev.slipway.policies.rules.kms;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.List;

/** Keys have a policy of their own. */
public final class KeysHavePolicy extends StackRule {

    public KeysHavePolicy() {
        super(
                About.rule("Keys have a policy of their own")
                        .why(
                                "Without one, AWS gives a policy that lets every identity of the account use the key whose "
                                        + "own policies say so - the key itself then protects from nobody in the account.")
                        .remedy("Set policy, or add a KeyPolicy for the key, with the services and roles that use it.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV2_AWS_64")
                        .links("https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html")
                        .build(),
                "aws:kms/key:Key");
    }

    @Override
    public Verdict check(ResourceView key, StackView stack, Settings settings) {
        if (!stack.referring(key, "keyId", "aws:kms/keyPolicy:KeyPolicy").isEmpty()) {
            return Verdict.compliant();
        }
        Property policy = key.get("policy");
        // The provider fills in AWS's default, so that a policy is never missing once the key exists.
        return policy.text("").isBlank() || isDefault(policy.json().get("Statement"))
                ? Verdict.violation(policy, "AWS's default lets in the whole account, expected a policy of its own")
                : Verdict.compliant();
    }

    /** Whether all that is said is that the account's own policies decide. */
    private static boolean isDefault(Property statements) {
        List<Property> all = statements.items();
        if (all.size() != 1) {
            return false;
        }
        Property only = all.get(0);
        List<Property> who = only.get("Principal.AWS").items();
        List<Property> what = only.get("Action").items();
        return only.get("Effect").text("").equals("Allow")
                && only.get("Condition").isMissing()
                && who.size() == 1
                && who.get(0).text("").endsWith(":root")
                && what.size() == 1
                && what.get(0).text("").equalsIgnoreCase("kms:*");
    }
}
