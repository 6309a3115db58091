package dev.slipway.policies.rules.ecs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Root file systems of containers are read-only. */
public final class RootFilesystemsAreReadOnly extends ResourceRule {

    public RootFilesystemsAreReadOnly() {
        super(
                About.rule("Root file systems of containers are read-only")
                        .why("Whoever breaks into a container then cannot put tools into it or change its program.")
                        .remedy(
                                "Set readonlyRootFilesystem to true, and mount a volume where the container has to write.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_336")
                        .frameworks("FSBP ECS.5")
                        .links(
                                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html")
                        .build(),
                Containers.TASK);
    }

    @Override
    public Verdict check(ResourceView task, Settings settings) {
        if (task.get("runtimePlatform.operatingSystemFamily").text("LINUX").startsWith("WINDOWS")) {
            return Verdict.notApplicable("Windows containers have no read-only root file system");
        }
        return Containers.each(task, (container, findings) -> {
            Property readOnly = Containers.get(container, "readonlyRootFilesystem");
            if (!readOnly.flag(false)) {
                findings.violation(readOnly, Containers.name(container), "expected true");
            }
        });
    }
}
