package dev.slipway.local.provider.ec2;

import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.Tags;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;

/** What ingress and egress rules share. */
final class GroupRuleCalls {
    private GroupRuleCalls() {}

    static dev.slipway.local.provider.resource.ResourceType facts(
            dev.slipway.local.provider.resource.ResourceType.Builder type) {
        return type.replacedBy("securityGroupId")
                .replacedByPresence("cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId")
                .exactlyOneOf("cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId")
                .allow("cidrIpv4", Allowed.cidr())
                .allow("fromPort", Allowed.range(-1, 65535))
                .allow("toPort", Allowed.range(-1, 65535))
                .missingCodes(
                        "InvalidSecurityGroupRuleId.NotFound", "InvalidGroup.NotFound", "InvalidPermission.NotFound")
                .build();
    }

    static IpPermission permission(PropertyMap inputs) {
        IpPermission.Builder permission = IpPermission.builder()
                .ipProtocol(inputs.text("ipProtocol"))
                .fromPort(inputs.integer("fromPort"))
                .toPort(inputs.integer("toPort"));
        String description = inputs.text("description");
        if (inputs.has("cidrIpv4")) {
            return GroupRules.permission(permission, "cidrBlocks", inputs.text("cidrIpv4"), description);
        }
        if (inputs.has("cidrIpv6")) {
            return GroupRules.permission(permission, "ipv6CidrBlocks", inputs.text("cidrIpv6"), description);
        }
        return inputs.has("prefixListId")
                ? GroupRules.permission(permission, "prefixListIds", inputs.text("prefixListId"), description)
                : GroupRules.permission(
                        permission, "securityGroups", inputs.text("referencedSecurityGroupId"), description);
    }

    static Optional<PropertyMap> read(Call call, String id) {
        return call
                .clients()
                .ec2()
                .describeSecurityGroupRules(request -> request.securityGroupRuleIds(id))
                .securityGroupRules()
                .stream()
                .findFirst()
                .map(rule -> PropertyMap.EMPTY
                        .with("arn", Ec2Tags.arn(call, "security-group-rule", id))
                        .with("securityGroupRuleId", id)
                        .with("securityGroupId", rule.groupId())
                        .with("ipProtocol", rule.ipProtocol())
                        .with("fromPort", "-1".equals(rule.ipProtocol()) ? null : rule.fromPort())
                        .with("toPort", "-1".equals(rule.ipProtocol()) ? null : rule.toPort())
                        .with("cidrIpv4", rule.cidrIpv4())
                        .with("cidrIpv6", rule.cidrIpv6())
                        .with("prefixListId", rule.prefixListId())
                        .with(
                                "referencedSecurityGroupId",
                                rule.referencedGroupInfo() == null
                                        ? null
                                        : rule.referencedGroupInfo().groupId())
                        .with("description", rule.description())
                        .with(Tags.ALL, Ec2Tags.read(rule.tags())));
    }

    static void update(Call call, String id, Change change) {
        PropertyMap inputs = change.inputs();
        if (change.touches(
                "cidrIpv4",
                "cidrIpv6",
                "prefixListId",
                "referencedSecurityGroupId",
                "description",
                "fromPort",
                "toPort",
                "ipProtocol")) {
            call.clients().ec2().modifySecurityGroupRules(request -> request.groupId(inputs.text("securityGroupId"))
                    .securityGroupRules(SecurityGroupRuleUpdate.builder()
                            .securityGroupRuleId(id)
                            .securityGroupRule(rule -> rule.cidrIpv4(inputs.text("cidrIpv4"))
                                    .cidrIpv6(inputs.text("cidrIpv6"))
                                    .prefixListId(inputs.text("prefixListId"))
                                    .referencedGroupId(inputs.text("referencedSecurityGroupId"))
                                    .description(inputs.text("description", ""))
                                    .ipProtocol(inputs.text("ipProtocol"))
                                    .fromPort(inputs.integer("fromPort"))
                                    .toPort(inputs.integer("toPort")))
                            .build()));
        }
        Ec2Tags.change(call, id, change);
    }
}
