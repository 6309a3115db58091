package dev.slipway.local.provider.ec2;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/** A security group; its rules are separate resources, or exclusive when they are given inline. */
public final class SecurityGroupResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(SecurityGroup.class, SecurityGroupArgs.class)
            .autoName(AutoName.of("name", 255))
            .byDefault("description", "Managed by Pulumi")
            .byDefault("revokeRulesOnDelete", false)
            .computed("egress", "ingress", "namePrefix", "vpcId")
            .replacedBy("name", "namePrefix", "description", "vpcId")
            .conflicting("name", "namePrefix")
            .notReadable("namePrefix", "revokeRulesOnDelete")
            .sameWhen("ingress", GroupRules::same)
            .sameWhen("egress", GroupRules::same)
            .allow("name", Allowed.pattern("(?!sg-).{1,255}", "1 to 255 characters that do not begin with sg-"))
            .allow(
                    "description",
                    Allowed.pattern(
                            "[0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]{0,255}",
                            "at most 255 of letters, digits, spaces and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ *"))
            .allow("ingress.*.cidrBlocks.*", Allowed.cidr())
            .allow("egress.*.cidrBlocks.*", Allowed.cidr())
            .missingCodes("InvalidGroup.NotFound", "InvalidGroupId.NotFound")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        Ec2Client ec2 = call.clients().ec2();
        String id = ec2.createSecurityGroup(request -> request.groupName(inputs.text("name"))
                        .description(inputs.text("description"))
                        .vpcId(inputs.text("vpcId"))
                        .tagSpecifications(Ec2Tags.onCreate(
                                inputs, software.amazon.awssdk.services.ec2.model.ResourceType.SECURITY_GROUP)))
                .groupId();
        return Steps.after(id, () -> {
            // AWS adds a rule that lets everything out; the official plugin takes it away, so that nothing is implied.
            List<IpPermission> implied = describe(ec2, id).ipPermissionsEgress();
            if (!implied.isEmpty()) {
                ec2.revokeSecurityGroupEgress(request -> request.groupId(id).ipPermissions(implied));
            }
            change(ec2, id, PropertyMap.EMPTY, inputs);
        });
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        software.amazon.awssdk.services.ec2.model.SecurityGroup group =
                describe(call.clients().ec2(), id);
        return Optional.of(PropertyMap.EMPTY
                .with("arn", Ec2Tags.arn(call, "security-group", id))
                .with("name", group.groupName())
                .with("description", group.description())
                .with("ownerId", group.ownerId() == null ? call.clients().account() : group.ownerId())
                .with("vpcId", group.vpcId())
                .with("ingress", GroupRules.read(id, group.ipPermissions()))
                .with("egress", GroupRules.read(id, group.ipPermissionsEgress()))
                .with(Tags.ALL, Ec2Tags.read(group.tags())));
    }

    @Override
    public void update(Call call, String id, Change change) {
        change(call.clients().ec2(), id, change.state(), change.inputs());
        Ec2Tags.change(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        Ec2Client ec2 = call.clients().ec2();
        if (state.flag("revokeRulesOnDelete")) {
            change(ec2, id, state, PropertyMap.EMPTY.with("ingress", List.of()).with("egress", List.of()));
        }
        ec2.deleteSecurityGroup(request -> request.groupId(id));
    }

    private static software.amazon.awssdk.services.ec2.model.SecurityGroup describe(Ec2Client ec2, String id) {
        return ec2.describeSecurityGroups(request -> request.groupIds(id))
                .securityGroups()
                .get(0);
    }

    private static void change(Ec2Client ec2, String id, PropertyMap before, PropertyMap after) {
        if (after.has("ingress")) {
            List<IpPermission> gone = GroupRules.missing(id, before.objects("ingress"), after.objects("ingress"));
            if (!gone.isEmpty()) {
                ec2.revokeSecurityGroupIngress(request -> request.groupId(id).ipPermissions(gone));
            }
            List<IpPermission> added = GroupRules.missing(id, after.objects("ingress"), before.objects("ingress"));
            if (!added.isEmpty()) {
                ec2.authorizeSecurityGroupIngress(request -> request.groupId(id).ipPermissions(added));
            }
        }
        if (after.has("egress")) {
            List<IpPermission> gone = GroupRules.missing(id, before.objects("egress"), after.objects("egress"));
            if (!gone.isEmpty()) {
                ec2.revokeSecurityGroupEgress(request -> request.groupId(id).ipPermissions(gone));
            }
            List<IpPermission> added = GroupRules.missing(id, after.objects("egress"), before.objects("egress"));
            if (!added.isEmpty()) {
                ec2.authorizeSecurityGroupEgress(request -> request.groupId(id).ipPermissions(added));
            }
        }
    }
}
