package dev.slipway.policies.rules.ecs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Containers are not privileged. */
public final class ContainersAreNotPrivileged extends ResourceRule {

    public ContainersAreNotPrivileged() {
        super(
                About.rule("Containers are not privileged")
                        .why("A privileged container has the rights of root on its host, and with them all other "
                                + "containers and the host's role.")
                        .remedy("Leave privileged out, or set it to false, and add the one Linux capability that is "
                                + "needed.")
                        .severity(Severity.HIGH)
                        .peers("checkov CKV_AWS_334")
                        .frameworks("FSBP ECS.4")
                        .links(
                                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html")
                        .build(),
                Containers.TASK);
    }

    @Override
    public Verdict check(ResourceView task, Settings settings) {
        return Containers.each(task, (container, findings) -> {
            Property privileged = Containers.get(container, "privileged");
            if (privileged.flag(false)) {
                findings.violation(privileged, Containers.name(container), "expected false");
            }
        });
    }
}
