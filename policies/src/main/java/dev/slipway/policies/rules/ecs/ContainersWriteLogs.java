package dev.slipway.policies.rules.ecs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Containers write logs. */
public final class ContainersWriteLogs extends ResourceRule {

    public ContainersWriteLogs() {
        super(
                About.rule("Containers write logs")
                        .why("A container that fails leaves nothing to look at, and its task is gone an hour later.")
                        .remedy(
                                "Set logConfiguration, for example with logDriver awslogs and the options awslogs-group, "
                                        + "awslogs-region and awslogs-stream-prefix.")
                        .severity(Severity.MEDIUM)
                        .peers("cdk-nag AwsSolutions-ECS7")
                        .frameworks("FSBP ECS.9")
                        .links("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html")
                        .build(),
                Containers.TASK);
    }

    @Override
    public Verdict check(ResourceView task, Settings settings) {
        return Containers.each(task, (container, findings) -> {
            if (Containers.get(container, "firelensConfiguration").isPresent()) {
                // The container that takes the logs of the others.
                return;
            }
            Property logs = Containers.get(container, "logConfiguration");
            Property driver = Containers.get(logs, "logDriver");
            String name = driver.text("none");
            if (name.isBlank() || name.equals("none")) {
                findings.violation(driver, Containers.name(container), "logs go nowhere, expected a log driver");
            } else if (name.equals("awslogs")) {
                Property group = Containers.get(logs, "options").field("awslogs-group");
                if (group.text("").isBlank()) {
                    findings.violation(group, Containers.name(container), "expected the log group");
                }
            }
        });
    }
}
