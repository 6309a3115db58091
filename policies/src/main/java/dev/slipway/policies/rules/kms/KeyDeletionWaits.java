package dev.slipway.policies.rules.kms;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Keys are deleted only after a while. */
public final class KeyDeletionWaits extends ResourceRule {
    private static final int AWS_DAYS = 30;

    private static final Setting<Integer> LEAST_DAYS =
            Setting.integer("leastDays", 7, 7, 30, "Days between the request to delete a key and its end");

    public KeyDeletionWaits() {
        super(
                About.rule("Keys are deleted only after a while")
                        .why("A key that is gone takes all it has encrypted with it - artifacts, images, logs. The "
                                + "waiting time is the only way back.")
                        .remedy("Leave deletionWindowInDays out (30 days), or set it to what was agreed.")
                        .severity(Severity.LOW)
                        .links("https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html")
                        .settings(LEAST_DAYS)
                        .build(),
                "aws:kms/key:Key",
                "aws:kms/externalKey:ExternalKey",
                "aws:kms/replicaKey:ReplicaKey");
    }

    @Override
    public Verdict check(ResourceView key, Settings settings) {
        Property days = key.get("deletionWindowInDays");
        return days.number(AWS_DAYS) < settings.get(LEAST_DAYS)
                ? Verdict.violation(days, "expected at least " + settings.get(LEAST_DAYS) + " days")
                : Verdict.compliant();
    }
}
