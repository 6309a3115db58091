package dev.slipway.policies.rules.codedeploy;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Alarms stop a deployment, and roll it back. */
public final class AlarmsStopDeployments extends ResourceRule {

    public AlarmsStopDeployments() {
        super(
                About.rule("Alarms stop a deployment, and roll it back")
                        .why("A version that starts and then answers with errors is no failed deployment. Only an "
                                + "alarm notices it.")
                        .remedy("Set alarmConfiguration to enabled with the alarms of the service, and add "
                                + "DEPLOYMENT_STOP_ON_ALARM to autoRollbackConfiguration.events.")
                        .severity(Severity.LOW)
                        .links("https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html")
                        .build(),
                "aws:codedeploy/deploymentGroup:DeploymentGroup");
    }

    @Override
    public Verdict check(ResourceView group, Settings settings) {
        Findings findings = new Findings();
        Property alarms = group.get("alarmConfiguration");
        findings.tryOnce(() -> {
            if (!alarms.get("enabled").flag(false)) {
                findings.violation(alarms.get("enabled"), "alarms are not looked at, expected true");
            } else if (alarms.get("alarms").items().isEmpty()) {
                findings.violation(alarms.get("alarms"), "expected at least one alarm");
            }
        });
        findings.tryOnce(() -> {
            if (alarms.get("ignorePollAlarmFailure").flag(false)) {
                findings.violation(
                        alarms.get("ignorePollAlarmFailure"),
                        "the deployment goes on when alarms cannot be read, expected false");
            }
        });
        Property rollback = group.get("autoRollbackConfiguration");
        findings.tryOnce(() -> {
            boolean onAlarm = rollback.get("enabled").flag(false)
                    && rollback.get("events").items().stream()
                            .anyMatch(event -> event.text("").equals("DEPLOYMENT_STOP_ON_ALARM"));
            if (!onAlarm) {
                findings.violation(
                        rollback.get("events"), "an alarm rolls nothing back, expected DEPLOYMENT_STOP_ON_ALARM");
            }
        });
        return findings.verdict();
    }
}
