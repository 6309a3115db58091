package dev.slipway.policies.rules.ecs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** What people do in containers is logged. */
public final class ExecIsLogged extends ResourceRule {

    public ExecIsLogged() {
        super(
                About.rule("What people do in containers is logged")
                        .why("With ECS Exec somebody works in a running container; without a log nobody knows what "
                                + "they did there.")
                        .remedy("Leave executeCommandConfiguration.logging out, or set it to OVERRIDE with a log group "
                                + "or a bucket in logConfiguration.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_223")
                        .links("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html")
                        .build(),
                "aws:ecs/cluster:Cluster");
    }

    @Override
    public Verdict check(ResourceView cluster, Settings settings) {
        Property exec = cluster.get("configuration.executeCommandConfiguration");
        Property logging = exec.get("logging");
        return switch (logging.text("DEFAULT")) {
            case "NONE" -> Verdict.violation(logging, "nothing is logged, expected DEFAULT or OVERRIDE");
            case "OVERRIDE" ->
                isNamed(exec.get("logConfiguration.cloudWatchLogGroupName"))
                                || isNamed(exec.get("logConfiguration.s3BucketName"))
                        ? Verdict.compliant()
                        : Verdict.violation(exec.get("logConfiguration"), "expected a log group or a bucket");
            default -> Verdict.compliant();
        };
    }

    private static boolean isNamed(Property name) {
        return !name.isKnown() || !name.text("").isBlank();
    }
}
