package dev.slipway.policies.rules.ecs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.List;

/** Services go back when new tasks do not start. */
public final class FailedTasksRollBack extends ResourceRule {

    public FailedTasksRollBack() {
        super(
                About.rule("Services go back when new tasks do not start")
                        .why("Without the circuit breaker, ECS starts a broken task again and again, and the pipeline "
                                + "waits for it until it times out.")
                        .remedy("Set deploymentCircuitBreaker with enable and rollback true.")
                        .severity(Severity.MEDIUM)
                        .links(
                                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html")
                        .build(),
                "aws:ecs/service:Service");
    }

    @Override
    public Verdict check(ResourceView service, Settings settings) {
        String controller = service.get("deploymentController.type").text("ECS");
        if (!controller.equals("ECS")) {
            return Verdict.notApplicable("the service is not deployed by ECS itself, and has no circuit breaker");
        }
        Findings findings = new Findings();
        for (String setting : List.of("enable", "rollback")) {
            Property property = service.get("deploymentCircuitBreaker").get(setting);
            findings.tryOnce(() -> {
                if (!property.flag(false)) {
                    findings.violation(property, "expected true");
                }
            });
        }
        return findings.verdict();
    }
}
