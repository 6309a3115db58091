package dev.slipway.policies.rules.codedeploy;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Deployments that fail are rolled back. */
public final class FailedDeploymentsRollBack extends ResourceRule {

    public FailedDeploymentsRollBack() {
        super(
                About.rule("Deployments that fail are rolled back")
                        .why("Without it the new version stays where it failed, half of the traffic on it, until "
                                + "somebody comes.")
                        .remedy("Set autoRollbackConfiguration to enabled, with the event DEPLOYMENT_FAILURE.")
                        .severity(Severity.MEDIUM)
                        .links(
                                "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html")
                        .build(),
                "aws:codedeploy/deploymentGroup:DeploymentGroup");
    }

    @Override
    public Verdict check(ResourceView group, Settings settings) {
        Property enabled = group.get("autoRollbackConfiguration.enabled");
        if (!enabled.flag(false)) {
            return Verdict.violation(enabled, "failed deployments stay, expected true");
        }
        Property events = group.get("autoRollbackConfiguration.events");
        for (Property event : events.items()) {
            if (event.text("").equals("DEPLOYMENT_FAILURE")) {
                return Verdict.compliant();
            }
        }
        return Verdict.violation(events, "failed deployments stay, expected DEPLOYMENT_FAILURE");
    }
}
