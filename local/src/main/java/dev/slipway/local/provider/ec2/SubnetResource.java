package dev.slipway.local.provider.ec2;

import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A part of a network in one availability zone. */
public final class SubnetResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Subnet.class, SubnetArgs.class)
            .byDefault("assignIpv6AddressOnCreation", false)
            .byDefault("enableDns64", false)
            .byDefault("enableResourceNameDnsARecordOnLaunch", false)
            .byDefault("enableResourceNameDnsAaaaRecordOnLaunch", false)
            .byDefault("ipv6Native", false)
            .byDefault("mapPublicIpOnLaunch", false)
            .computed("availabilityZone", "availabilityZoneId")
            .replacedBy("vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId")
            .conflicting("availabilityZone", "availabilityZoneId")
            .unsupported(
                    "assignIpv6AddressOnCreation",
                    "customerOwnedIpv4Pool",
                    "enableDns64",
                    "enableLniAtDeviceIndex",
                    "enableResourceNameDnsARecordOnLaunch",
                    "enableResourceNameDnsAaaaRecordOnLaunch",
                    "ipv6CidrBlock",
                    "ipv6Native",
                    "mapCustomerOwnedIpOnLaunch",
                    "outpostArn",
                    "privateDnsHostnameTypeOnLaunch")
            .atLeastOneOf("cidrBlock")
            .allow("cidrBlock", Allowed.cidr())
            .missingCodes("InvalidSubnetID.NotFound")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        Ec2Client ec2 = call.clients().ec2();
        String id = ec2.createSubnet(request -> request.vpcId(inputs.text("vpcId"))
                        .cidrBlock(inputs.text("cidrBlock"))
                        .availabilityZone(inputs.text("availabilityZone"))
                        .availabilityZoneId(inputs.text("availabilityZoneId"))
                        .tagSpecifications(Ec2Tags.onCreate(
                                inputs, software.amazon.awssdk.services.ec2.model.ResourceType.SUBNET)))
                .subnet()
                .subnetId();
        return Steps.after(id, () -> {
            if (inputs.flag("mapPublicIpOnLaunch")) {
                mapPublicIp(ec2, id, true);
            }
        });
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        return call.clients().ec2().describeSubnets(request -> request.subnetIds(id)).subnets().stream()
                .findFirst()
                .map(subnet -> PropertyMap.EMPTY
                        .with("arn", Ec2Tags.arn(call, "subnet", id))
                        .with("availabilityZone", subnet.availabilityZone())
                        .with("availabilityZoneId", subnet.availabilityZoneId())
                        .with("cidrBlock", subnet.cidrBlock())
                        .with("ipv6CidrBlockAssociationId", "")
                        .with("mapPublicIpOnLaunch", Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()))
                        .with(
                                "ownerId",
                                subnet.ownerId() == null ? call.clients().account() : subnet.ownerId())
                        .with("vpcId", subnet.vpcId())
                        .with(Tags.ALL, Ec2Tags.read(subnet.tags())));
    }

    @Override
    public void update(Call call, String id, Change change) {
        if (change.touches("mapPublicIpOnLaunch")) {
            mapPublicIp(call.clients().ec2(), id, change.inputs().flag("mapPublicIpOnLaunch"));
        }
        Ec2Tags.change(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().ec2().deleteSubnet(request -> request.subnetId(id));
    }

    private static void mapPublicIp(Ec2Client ec2, String id, boolean map) {
        ec2.modifySubnetAttribute(request -> request.subnetId(id).mapPublicIpOnLaunch(value -> value.value(map)));
    }
}
