package dev.slipway.policies.rules.eventbridge;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.Optional;

/** Targets that need a role have one. */
public final class TargetHasRole extends StackRule {

    public TargetHasRole() {
        super(
                About.rule("Targets that need a role have one")
                        .why("EventBridge starts a pipeline or a build with a role. Without one the rule matches, "
                                + "nothing starts, and nobody is told.")
                        .remedy("Set roleArn to a role that events.amazonaws.com may assume and that may start this "
                                + "target.")
                        .severity(Severity.MEDIUM)
                        .links("https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html")
                        .build(),
                Target.TYPE);
    }

    @Override
    public Verdict check(ResourceView target, StackView stack, Settings settings) {
        Property role = target.get("roleArn");
        if (!role.text("").isBlank()) {
            return Verdict.compliant();
        }
        Optional<String> service = Target.service(target, stack);
        if (service.isEmpty()) {
            return Verdict.notApplicable("nothing tells what the target is");
        }
        return Target.needsRole(service.get())
                ? Verdict.violation(role, "a target of " + service.get() + " is started with a role, expected its ARN")
                : Verdict.compliant();
    }
}
