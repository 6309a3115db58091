package dev.slipway.cicd;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteArgs;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableArgs;
import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.ecs.Cluster;
import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.inputs.GetAvailabilityZonesArgs;
import com.pulumi.aws.lb.LoadBalancer;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.blueprint.Cidr;
import dev.slipway.blueprint.LoadBalancerName;
import dev.slipway.blueprint.VpcCidr;
import dev.slipway.blueprint.VpcLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The network, the load balancer and the ECS cluster that trial services share.
 *
 * <p>Creates a VPC with two public subnets, an internet gateway, a route table with its route and associations, an
 * application load balancer, two security groups with their rules, and an ECS cluster. There is no NAT gateway: tasks have
 * public addresses and reach registries through the internet gateway, which costs nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/create-public-private-vpc.html">AWS reference</a>
 */
public final class TrialCluster extends ComponentResource {
    private static final int SUBNETS = 2;
    private static final int HIGHEST_PORT = 65_535;
    private static final int HTTPS_PORT = 443;
    private static final String ANYWHERE = "0.0.0.0/0";

    @Export(name = "clusterName", refs = String.class)
    private final Output<String> clusterName;

    @Export(name = "clusterArn", refs = String.class)
    private final Output<String> clusterArn;

    @Export(name = "vpcId", refs = String.class)
    private final Output<String> vpcId;

    @Export(
            name = "subnetIds",
            refs = {List.class, String.class},
            tree = "[0,1]")
    private final Output<List<String>> subnetIds;

    @Export(name = "taskSecurityGroupId", refs = String.class)
    private final Output<String> taskSecurityGroupId;

    @Export(name = "loadBalancerArn", refs = String.class)
    private final Output<String> loadBalancerArn;

    @Export(name = "loadBalancerDnsName", refs = String.class)
    private final Output<String> loadBalancerDnsName;

    private final String where;
    private final CustomResourceOptions inside;
    private final Output<Map<String, String>> tags;

    /** Creates the network and the cluster. */
    public TrialCluster(String name, TrialClusterArgs args, @Nullable ComponentResourceOptions options) {
        super("slipway:index:TrialCluster", name, options);
        this.where = "TrialCluster \"%s\"".formatted(name);
        this.inside = Children.of(this);
        this.tags = Tags.of(where, args.tags());
        var wantedName = Checked.text(
                where, "clusterName", LoadBalancerName.RULE, args.clusterName().orElseGet(() -> Output.of(name)));
        var cidr = args.vpcCidr().applyValue(known -> Checked.named(where, "vpcCidr", () -> new VpcCidr(known))
                .value());

        var vpc = new Vpc(
                name + "-vpc",
                VpcArgs.builder()
                        .cidrBlock(cidr)
                        .enableDnsHostnames(true)
                        .enableDnsSupport(true)
                        .tags(named(wantedName))
                        .build(),
                inside);
        this.vpcId = vpc.id();
        this.subnetIds = subnets(name, cidr, wantedName);
        var loadBalancerGroup = loadBalancerGroup(name, args, cidr);
        this.taskSecurityGroupId = taskGroup(name, loadBalancerGroup);
        var loadBalancer = new LoadBalancer(
                name + "-load-balancer",
                LoadBalancerArgs.builder()
                        .name(wantedName)
                        .loadBalancerType("application")
                        .internal(false)
                        .dropInvalidHeaderFields(true)
                        .securityGroups(loadBalancerGroup.applyValue(List::of))
                        .subnets(subnetIds)
                        .tags(tags)
                        .build(),
                // Its subnets can be changed within one VPC only; the name is taken until the old one is gone.
                CustomResourceOptions.builder()
                        .parent(this)
                        .replaceOnChanges(List.of("subnets"))
                        .deleteBeforeReplace(true)
                        .build());
        this.loadBalancerArn = loadBalancer.arn();
        this.loadBalancerDnsName = loadBalancer.dnsName();
        var cluster = new Cluster(
                name, ClusterArgs.builder().name(wantedName).tags(tags).build(), inside);
        this.clusterName = cluster.name();
        this.clusterArn = cluster.arn();

        registerOutputs(Map.of(
                "clusterName", clusterName,
                "clusterArn", clusterArn,
                "vpcId", vpcId,
                "subnetIds", subnetIds,
                "taskSecurityGroupId", taskSecurityGroupId,
                "loadBalancerArn", loadBalancerArn,
                "loadBalancerDnsName", loadBalancerDnsName));
    }

    private Output<List<String>> subnets(String name, Output<String> cidr, Output<String> wantedName) {
        var zones = AwsFunctions.getAvailabilityZones(
                        GetAvailabilityZonesArgs.builder().state("available").build(),
                        InvokeOptions.builder().parent(this).build())
                .applyValue(found -> found.names());
        var gateway = new InternetGateway(
                name + "-gateway",
                InternetGatewayArgs.builder()
                        .vpcId(vpcId)
                        .tags(named(wantedName))
                        .build(),
                // AWS does not detach it from a VPC while tasks have public addresses there.
                CustomResourceOptions.builder()
                        .parent(this)
                        .replaceOnChanges(List.of("vpcId"))
                        .build());
        var table = new RouteTable(
                name + "-routes",
                RouteTableArgs.builder().vpcId(vpcId).tags(named(wantedName)).build(),
                inside);
        new Route(
                name + "-route",
                RouteArgs.builder()
                        .routeTableId(table.id())
                        .destinationCidrBlock(ANYWHERE)
                        .gatewayId(gateway.id())
                        .build(),
                inside);
        var blocks = cidr.applyValue(known -> VpcLayout.subnets(new VpcCidr(known), SUBNETS));
        var ids = new ArrayList<Output<String>>();
        for (var i = 0; i < SUBNETS; i++) {
            var index = i;
            var subnet = new Subnet(
                    "%s-subnet-%d".formatted(name, i + 1),
                    SubnetArgs.builder()
                            .vpcId(vpcId)
                            .cidrBlock(blocks.applyValue(known -> known.get(index)))
                            .availabilityZone(zones.applyValue(known -> known.get(index % known.size())))
                            .mapPublicIpOnLaunch(false)
                            .tags(named(wantedName))
                            .build(),
                    inside);
            new RouteTableAssociation(
                    "%s-subnet-%d-routes".formatted(name, i + 1),
                    RouteTableAssociationArgs.builder()
                            .subnetId(subnet.id())
                            .routeTableId(table.id())
                            .build(),
                    inside);
            ids.add(subnet.id());
        }
        return Output.all(ids);
    }

    private Output<String> loadBalancerGroup(String name, TrialClusterArgs args, Output<String> cidr) {
        var group = new SecurityGroup(
                name + "-load-balancer-group",
                SecurityGroupArgs.builder()
                        .vpcId(vpcId)
                        .description("Load balancer of the trial services of " + name)
                        .tags(tags)
                        .build(),
                inside);
        for (var allowed : args.allowedCidrs()) {
            new SecurityGroupIngressRule(
                    "%s-from-%s".formatted(name, allowed.replace('/', '-')),
                    SecurityGroupIngressRuleArgs.builder()
                            .securityGroupId(group.id())
                            .description("The load balancer listens only on the ports of its services")
                            .cidrIpv4(Checked.named(where, "allowedCidrs", () -> new Cidr(allowed))
                                    .value())
                            .ipProtocol("tcp")
                            .fromPort(1)
                            .toPort(HIGHEST_PORT)
                            .tags(tags)
                            .build(),
                    inside);
        }
        new SecurityGroupEgressRule(
                name + "-to-tasks",
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(group.id())
                        .description("Requests and health checks")
                        .cidrIpv4(cidr)
                        .ipProtocol("tcp")
                        .fromPort(1)
                        .toPort(HIGHEST_PORT)
                        .tags(tags)
                        .build(),
                inside);
        return group.id();
    }

    private Output<String> taskGroup(String name, Output<String> loadBalancerGroup) {
        var group = new SecurityGroup(
                name + "-task-group",
                SecurityGroupArgs.builder()
                        .vpcId(vpcId)
                        .description("Tasks of the trial services of " + name)
                        .tags(tags)
                        .build(),
                inside);
        new SecurityGroupIngressRule(
                name + "-from-load-balancer",
                SecurityGroupIngressRuleArgs.builder()
                        .securityGroupId(group.id())
                        .description("Requests and health checks")
                        .referencedSecurityGroupId(loadBalancerGroup)
                        .ipProtocol("tcp")
                        .fromPort(1)
                        .toPort(HIGHEST_PORT)
                        .tags(tags)
                        .build(),
                inside);
        new SecurityGroupEgressRule(
                name + "-to-registries",
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(group.id())
                        .description("Registries and AWS APIs")
                        .cidrIpv4(ANYWHERE)
                        .ipProtocol("tcp")
                        .fromPort(HTTPS_PORT)
                        .toPort(HTTPS_PORT)
                        .tags(tags)
                        .build(),
                inside);
        return group.id();
    }

    private Output<Map<String, String>> named(Output<String> name) {
        return Output.tuple(tags, name).applyValue(known -> {
            var all = new TreeMap<>(known.t1);
            all.put("Name", known.t2);
            return all;
        });
    }

    /** Name of the cluster. */
    public Output<String> clusterName() {
        return clusterName;
    }

    /** ARN of the cluster. */
    public Output<String> clusterArn() {
        return clusterArn;
    }

    /** The VPC. */
    public Output<String> vpcId() {
        return vpcId;
    }

    /** The public subnets. */
    public Output<List<String>> subnetIds() {
        return subnetIds;
    }

    /** Security group of the tasks. */
    public Output<String> taskSecurityGroupId() {
        return taskSecurityGroupId;
    }

    /** ARN of the load balancer. */
    public Output<String> loadBalancerArn() {
        return loadBalancerArn;
    }

    /** DNS name of the load balancer. */
    public Output<String> loadBalancerDnsName() {
        return loadBalancerDnsName;
    }
}
