package dev.slipway.local.provider.ec2;

import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
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
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** A network. */
public final class VpcResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Vpc.class, VpcArgs.class)
            .byDefault("enableDnsSupport", true)
            .byDefault("instanceTenancy", "default")
            .computed("enableDnsHostnames")
            .replacedBy("cidrBlock", "instanceTenancy")
            .unsupported(
                    "assignGeneratedIpv6CidrBlock",
                    "enableNetworkAddressUsageMetrics",
                    "ipv4IpamPoolId",
                    "ipv4NetmaskLength",
                    "ipv6CidrBlock",
                    "ipv6CidrBlockNetworkBorderGroup",
                    "ipv6IpamPoolId",
                    "ipv6NetmaskLength")
            .atLeastOneOf("cidrBlock")
            .allow("cidrBlock", Allowed.cidr())
            .allow("instanceTenancy", Allowed.oneOf("default", "dedicated"))
            .missingCodes("InvalidVpcID.NotFound")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        Ec2Client ec2 = call.clients().ec2();
        String id = ec2.createVpc(request -> request.cidrBlock(inputs.text("cidrBlock"))
                        .instanceTenancy(inputs.text("instanceTenancy"))
                        .tagSpecifications(
                                Ec2Tags.onCreate(inputs, software.amazon.awssdk.services.ec2.model.ResourceType.VPC)))
                .vpc()
                .vpcId();
        return Steps.after(id, () -> {
            call.waitFor(
                    "the VPC to become available", () -> ec2.describeVpcs(request -> request.vpcIds(id)).vpcs().stream()
                            .allMatch(vpc -> vpc.state() == VpcState.AVAILABLE));
            dns(
                    ec2,
                    id,
                    inputs,
                    PropertyMap.EMPTY.with("enableDnsSupport", true).with("enableDnsHostnames", false));
        });
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        Ec2Client ec2 = call.clients().ec2();
        return ec2.describeVpcs(request -> request.vpcIds(id)).vpcs().stream()
                .findFirst()
                .map(vpc -> {
                    Filter inVpc = filter("vpc-id", id);
                    String routes = ec2
                            .describeRouteTables(request -> request.filters(inVpc, filter("association.main", "true")))
                            .routeTables()
                            .stream()
                            .map(software.amazon.awssdk.services.ec2.model.RouteTable::routeTableId)
                            .findFirst()
                            .orElse("");
                    String acl = ec2
                            .describeNetworkAcls(request -> request.filters(inVpc, filter("default", "true")))
                            .networkAcls()
                            .stream()
                            .map(NetworkAcl::networkAclId)
                            .findFirst()
                            .orElse("");
                    String group = ec2
                            .describeSecurityGroups(request -> request.filters(inVpc, filter("group-name", "default")))
                            .securityGroups()
                            .stream()
                            .map(software.amazon.awssdk.services.ec2.model.SecurityGroup::groupId)
                            .findFirst()
                            .orElse("");
                    return PropertyMap.EMPTY
                            .with("arn", Ec2Tags.arn(call, "vpc", id))
                            .with("cidrBlock", vpc.cidrBlock())
                            .with("defaultNetworkAclId", acl)
                            .with("defaultRouteTableId", routes)
                            .with("defaultSecurityGroupId", group)
                            .with("dhcpOptionsId", vpc.dhcpOptionsId())
                            .with("enableDnsHostnames", attribute(ec2, id, VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                            .with("enableDnsSupport", attribute(ec2, id, VpcAttributeName.ENABLE_DNS_SUPPORT))
                            .with("instanceTenancy", vpc.instanceTenancyAsString())
                            .with("ipv6AssociationId", "")
                            .with("mainRouteTableId", routes)
                            .with(
                                    "ownerId",
                                    vpc.ownerId() == null ? call.clients().account() : vpc.ownerId())
                            .with(Tags.ALL, Ec2Tags.read(vpc.tags()));
                });
    }

    @Override
    public void update(Call call, String id, Change change) {
        dns(call.clients().ec2(), id, change.inputs(), change.state());
        Ec2Tags.change(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().ec2().deleteVpc(request -> request.vpcId(id));
    }

    static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    // AWS takes one attribute at a time.
    private static void dns(Ec2Client ec2, String id, PropertyMap inputs, PropertyMap before) {
        Boolean support = inputs.maybeFlag("enableDnsSupport");
        if (support != null && support != before.flag("enableDnsSupport")) {
            ec2.modifyVpcAttribute(request -> request.vpcId(id).enableDnsSupport(value -> value.value(support)));
        }
        Boolean hostnames = inputs.maybeFlag("enableDnsHostnames");
        if (hostnames != null && hostnames != before.flag("enableDnsHostnames")) {
            ec2.modifyVpcAttribute(request -> request.vpcId(id).enableDnsHostnames(value -> value.value(hostnames)));
        }
    }

    private static boolean attribute(Ec2Client ec2, String id, VpcAttributeName name) {
        DescribeVpcAttributeResponse found =
                ec2.describeVpcAttribute(request -> request.vpcId(id).attribute(name));
        AttributeBooleanValue value =
                name == VpcAttributeName.ENABLE_DNS_SUPPORT ? found.enableDnsSupport() : found.enableDnsHostnames();
        return value != null && Boolean.TRUE.equals(value.value());
    }
}
