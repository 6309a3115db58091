package dev.slipway.policies.rules.eventbridge;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.rules.access.ClosedPolicyRule;

/** Event bus policies let nobody in without knowing who. */
public final class EventBusIsClosed extends ClosedPolicyRule {

    public EventBusIsClosed() {
        super(
                About.rule("Event bus policies let nobody in without knowing who")
                        .why("Whoever may put events on the bus starts the pipelines that listen to it.")
                        .remedy("Name the accounts, or narrow the statement with a condition on the organization.")
                        .severity(Severity.HIGH)
                        .peers("cdk-nag AwsSolutions-EVB1", "prowler eventbridge_bus_exposed")
                        .links("https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html")
                        .build(),
                "everyone may send events, expected named accounts or a condition that narrows",
                "aws:cloudwatch/eventBusPolicy:EventBusPolicy");
    }
}
