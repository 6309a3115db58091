package dev.slipway.policies.rules.secretsmanager;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Secrets are deleted only after a while. */
public final class SecretDeletionWaits extends ResourceRule {
    private static final int AWS_DAYS = 30;

    private static final Setting<Integer> LEAST_DAYS =
            Setting.integer("leastDays", 7, 0, 30, "Days between the request to delete a secret and its end");

    public SecretDeletionWaits() {
        super(
                About.rule("Secrets are deleted only after a while")
                        .why("A secret that is deleted at once, by a wrong stack or a wrong rename, cannot be brought "
                                + "back.")
                        .remedy("Leave recoveryWindowInDays out (30 days), or set it to what was agreed; 0 deletes at "
                                + "once.")
                        .severity(Severity.LOW)
                        .links("https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html")
                        .settings(LEAST_DAYS)
                        .build(),
                "aws:secretsmanager/secret:Secret");
    }

    @Override
    public Verdict check(ResourceView secret, Settings settings) {
        Property days = secret.get("recoveryWindowInDays");
        return days.number(AWS_DAYS) < settings.get(LEAST_DAYS)
                ? Verdict.violation(days, "expected at least " + settings.get(LEAST_DAYS) + " days")
                : Verdict.compliant();
    }
}
