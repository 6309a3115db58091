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

/** Tasks share no namespaces with their host. */
public final class TasksShareNoHostNamespaces extends ResourceRule {

    public TasksShareNoHostNamespaces() {
        super(
                About.rule("Tasks share no namespaces with their host")
                        .why("In the host's namespaces a task sees the processes, memory and network of every other "
                                + "task, and of the agent that hands out their credentials.")
                        .remedy("Leave pidMode and ipcMode out, or set them to task; set networkMode to awsvpc.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_335")
                        .frameworks("FSBP ECS.3", "FSBP ECS.17")
                        .links(
                                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html")
                        .build(),
                Containers.TASK);
    }

    @Override
    public Verdict check(ResourceView task, Settings settings) {
        Findings findings = new Findings();
        for (String mode : List.of("pidMode", "ipcMode", "networkMode")) {
            findings.tryOnce(() -> {
                Property given = task.get(mode);
                if (given.text("").equals("host")) {
                    findings.violation(
                            given, mode.equals("networkMode") ? "expected awsvpc" : "expected task, or nothing");
                }
            });
        }
        return findings.verdict();
    }
}
