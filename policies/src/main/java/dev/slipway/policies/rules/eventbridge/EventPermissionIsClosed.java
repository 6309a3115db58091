package dev.slipway.policies.rules.eventbridge;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Event permissions let nobody in without knowing who. */
public final class EventPermissionIsClosed extends ResourceRule {

    public EventPermissionIsClosed() {
        super(
                About.rule("Event permissions let nobody in without knowing who")
                        .why("Whoever may put events on the bus starts the pipelines that listen to it.")
                        .remedy("Set principal to an account, or add a condition on aws:PrincipalOrgID.")
                        .severity(Severity.HIGH)
                        .peers("cdk-nag AwsSolutions-EVB1")
                        .links("https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html")
                        .build(),
                "aws:cloudwatch/eventPermission:EventPermission");
    }

    @Override
    public Verdict check(ResourceView permission, Settings settings) {
        Property principal = permission.get("principal");
        Property condition = permission.get("condition");
        boolean narrowed =
                condition.isPresent() && !condition.get("value").text("").contains("*");
        return principal.text("").equals("*") && !narrowed
                ? Verdict.violation(principal, "everyone may send events, expected an account or a condition")
                : Verdict.compliant();
    }
}
