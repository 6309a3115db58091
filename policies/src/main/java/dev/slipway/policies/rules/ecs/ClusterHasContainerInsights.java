package dev.slipway.policies.rules.ecs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.Set;

/** Clusters collect Container Insights. */
public final class ClusterHasContainerInsights extends StackRule {
    private static final Set<String> ON = Set.of("enabled", "enhanced");

    public ClusterHasContainerInsights() {
        super(
                About.rule("Clusters collect Container Insights")
                        .why("Without them nobody sees which task runs out of memory, and since when.")
                        .remedy("Add to settings of the cluster the name containerInsights with the value enabled or "
                                + "enhanced.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_65", "trivy AWS-0034", "cdk-nag AwsSolutions-ECS4")
                        .frameworks("FSBP ECS.12")
                        .links(
                                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html")
                        .build(),
                "aws:ecs/cluster:Cluster");
    }

    @Override
    public Verdict check(ResourceView cluster, StackView stack, Settings settings) {
        for (Property setting : cluster.get("settings").items()) {
            if (setting.get("name").text("").equals("containerInsights")) {
                return ON.contains(setting.get("value").text(""))
                        ? Verdict.compliant()
                        : Verdict.violation(setting.get("value"), "expected enabled or enhanced");
            }
        }
        for (ResourceView account : stack.ofType("aws:ecs/accountSettingDefault:AccountSettingDefault")) {
            if (account.get("name").text("").equals("containerInsights")
                    && ON.contains(account.get("value").text(""))) {
                return Verdict.compliant();
            }
        }
        return Verdict.violation(cluster.get("settings"), "expected containerInsights, enabled or enhanced");
    }
}
