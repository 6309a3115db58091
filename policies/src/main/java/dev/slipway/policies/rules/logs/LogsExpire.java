package dev.slipway.policies.rules.logs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Edits;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.Remediable;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Logs are kept as long as agreed, and not for ever. */
public final class LogsExpire extends ResourceRule implements Remediable {
    private static final Setting<Integer> LEAST_DAYS =
            Setting.integer("leastDays", 7, 1, 3653, "Days that logs are kept at least; also what a remediation sets");
    private static final Setting<Integer> MOST_DAYS =
            Setting.integer("mostDays", 3653, 1, 3653, "Days that logs are kept at most");

    public LogsExpire() {
        super(
                About.rule("Logs are kept as long as agreed, and not for ever")
                        .why("Without retention, CloudWatch keeps every line of every build for ever and bills for it;"
                                + " with too short a one, the log is gone when it is needed.")
                        .remedy("Set retentionInDays to a number of days between leastDays and mostDays.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_66", "checkov CKV_AWS_338")
                        .frameworks("FSBP CloudWatch.16")
                        .links(
                                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html")
                        .settings(LEAST_DAYS, MOST_DAYS)
                        .build(),
                "aws:cloudwatch/logGroup:LogGroup");
    }

    @Override
    public Verdict check(ResourceView group, Settings settings) {
        if (group.get("logGroupClass").text("STANDARD").equals("DELIVERY")) {
            // CloudWatch keeps these for two days, whatever is asked.
            return Verdict.notApplicable("the class DELIVERY has a retention of its own");
        }
        Property retention = group.get("retentionInDays");
        double days = retention.number(0);
        if (days == 0) {
            return Verdict.violation(retention, "logs are kept for ever, expected a number of days");
        }
        if (days < settings.get(LEAST_DAYS)) {
            return Verdict.violation(retention, "expected at least " + settings.get(LEAST_DAYS) + " days");
        }
        return days > settings.get(MOST_DAYS)
                ? Verdict.violation(retention, "expected at most " + settings.get(MOST_DAYS) + " days")
                : Verdict.compliant();
    }

    @Override
    public Edits remedy(ResourceView group, Settings settings) {
        return Edits.set("retentionInDays", settings.get(LEAST_DAYS));
    }
}
