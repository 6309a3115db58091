package dev.slipway.policies.rules.ecs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.model.Vocabulary;
import java.util.List;

/** Fargate runs tasks on its current platform version. */
public final class PlatformVersionIsCurrent extends ResourceRule {
    private static final Setting<List<String>> ACCEPTED = Setting.list(
            "accepted",
            List.of("LATEST", "1.4.0"),
            Vocabulary.form("LATEST|[0-9]+[.][0-9]+[.][0-9]+", "LATEST or a platform version, such as 1.4.0"),
            "Platform versions that are accepted; for Windows add 1.0.0");

    public PlatformVersionIsCurrent() {
        super(
                About.rule("Fargate runs tasks on its current platform version")
                        .why("An old platform version is an old kernel and an old runtime, and AWS ends it at some day "
                                + "without asking.")
                        .remedy("Leave platformVersion out, or set it to LATEST.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_332")
                        .frameworks("FSBP ECS.10")
                        .links("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html")
                        .settings(ACCEPTED)
                        .build(),
                "aws:ecs/service:Service");
    }

    @Override
    public Verdict check(ResourceView service, Settings settings) {
        Property version = service.get("platformVersion");
        return version.text("").isEmpty() || settings.get(ACCEPTED).contains(version.text(""))
                ? Verdict.compliant()
                : Verdict.violation(version, "expected one of " + String.join(", ", settings.get(ACCEPTED)));
    }
}
