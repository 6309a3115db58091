package dev.slipway.policies.rules.ecs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Tasks have no public address. */
public final class TasksHaveNoPublicAddress extends ResourceRule {

    public TasksHaveNoPublicAddress() {
        super(
                About.rule("Tasks have no public address")
                        .why("Every port that a security group leaves open, now or later, is open to the internet.")
                        .remedy(
                                "Set networkConfiguration.assignPublicIp to false, and place the tasks in private subnets "
                                        + "with a NAT gateway or VPC endpoints.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_333")
                        .frameworks("FSBP ECS.2")
                        .links("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html")
                        .build(),
                "aws:ecs/service:Service");
    }

    @Override
    public Verdict check(ResourceView service, Settings settings) {
        Property address = service.get("networkConfiguration.assignPublicIp");
        return address.flag(false) ? Verdict.violation(address, "expected false") : Verdict.compliant();
    }
}
