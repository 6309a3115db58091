package dev.slipway.local.provider.ec2;

import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** One ingress rule of a security group. */
public final class SecurityGroupIngressRuleResource implements ResourceHandler {
    private static final ResourceType TYPE =
            GroupRuleCalls.facts(ResourceType.of(SecurityGroupIngressRule.class, SecurityGroupIngressRuleArgs.class));

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        Ec2Client ec2 = call.clients().ec2();
        return ec2.authorizeSecurityGroupIngress(request -> request.groupId(inputs.text("securityGroupId"))
                        .ipPermissions(GroupRuleCalls.permission(inputs))
                        .tagSpecifications(Ec2Tags.onCreate(
                                inputs, software.amazon.awssdk.services.ec2.model.ResourceType.SECURITY_GROUP_RULE)))
                .securityGroupRules()
                .get(0)
                .securityGroupRuleId();
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        return GroupRuleCalls.read(call, id);
    }

    @Override
    public void update(Call call, String id, Change change) {
        GroupRuleCalls.update(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().ec2().revokeSecurityGroupIngress(request -> request.groupId(state.text("securityGroupId"))
                .securityGroupRuleIds(id));
    }
}
