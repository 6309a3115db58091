package dev.slipway.local.provider.ec2;

import dev.slipway.local.provider.property.PropertyMap;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Routes: the inline ones of a route table, and what both forms share. */
final class Routes {
    private Routes() {}

    static void create(Ec2Client ec2, String table, PropertyMap inline) {
        ec2.createRoute(request -> request.routeTableId(table)
                .destinationCidrBlock(inline.text("cidrBlock"))
                .destinationIpv6CidrBlock(inline.text("ipv6CidrBlock"))
                .destinationPrefixListId(inline.text("destinationPrefixListId"))
                .gatewayId(inline.text("gatewayId"))
                .natGatewayId(inline.text("natGatewayId"))
                .networkInterfaceId(inline.text("networkInterfaceId"))
                .transitGatewayId(inline.text("transitGatewayId"))
                .vpcEndpointId(inline.text("vpcEndpointId"))
                .vpcPeeringConnectionId(inline.text("vpcPeeringConnectionId")));
    }

    static void delete(Ec2Client ec2, String table, PropertyMap inline) {
        ec2.deleteRoute(request -> request.routeTableId(table)
                .destinationCidrBlock(inline.text("cidrBlock"))
                .destinationIpv6CidrBlock(inline.text("ipv6CidrBlock"))
                .destinationPrefixListId(inline.text("destinationPrefixListId")));
    }

    /** All routes but the local one, which every table has. */
    static List<PropertyMap> inline(RouteTable table) {
        return table.routes().stream()
                .filter(route -> !"local".equals(route.gatewayId()))
                .map(route -> PropertyMap.EMPTY
                        .with("cidrBlock", route.destinationCidrBlock())
                        .with("ipv6CidrBlock", route.destinationIpv6CidrBlock())
                        .with("destinationPrefixListId", route.destinationPrefixListId())
                        .with("gatewayId", route.gatewayId())
                        .with("natGatewayId", route.natGatewayId())
                        .with("networkInterfaceId", route.networkInterfaceId())
                        .with("transitGatewayId", route.transitGatewayId())
                        .with("vpcPeeringConnectionId", route.vpcPeeringConnectionId()))
                .toList();
    }
}
