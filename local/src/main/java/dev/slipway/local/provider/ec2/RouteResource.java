package dev.slipway.local.provider.ec2;

import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;

/** One route of a route table; its id is {@code TABLE_DESTINATION}. */
public final class RouteResource implements ResourceHandler {
    private static final String[] TARGETS = {
        "gatewayId", "natGatewayId", "networkInterfaceId", "transitGatewayId", "vpcEndpointId", "vpcPeeringConnectionId"
    };

    private static final ResourceType TYPE = ResourceType.of(Route.class, RouteArgs.class)
            .computed("networkInterfaceId")
            .replacedBy("routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId")
            .exactlyOneOf("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId")
            .exactlyOneOf(TARGETS)
            .unsupported("carrierGatewayId", "coreNetworkArn", "egressOnlyGatewayId", "localGatewayId")
            .allow("destinationCidrBlock", Allowed.cidr())
            .missingCodes("InvalidRoute.NotFound", "InvalidRouteTableID.NotFound")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        CreateRouteRequest request =
                Shapes.write(inputs, CreateRouteRequest.builder()).build();
        call.clients().ec2().createRoute(request);
        return inputs.need("routeTableId") + "_"
                + inputs.text(
                        "destinationCidrBlock",
                        inputs.text("destinationIpv6CidrBlock", inputs.text("destinationPrefixListId", "")));
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        int cut = id.indexOf('_');
        String table = id.substring(0, Math.max(0, cut));
        String destination = id.substring(cut + 1);
        return call.clients().ec2().describeRouteTables(request -> request.routeTableIds(table)).routeTables().stream()
                .flatMap(found -> found.routes().stream())
                .filter(route -> destination.equals(route.destinationCidrBlock())
                        || destination.equals(route.destinationIpv6CidrBlock())
                        || destination.equals(route.destinationPrefixListId()))
                .findFirst()
                .map(route -> Shapes.read(route, RouteArgs.class)
                        .with("routeTableId", table)
                        .with("instanceId", route.instanceId() == null ? "" : route.instanceId())
                        .with("instanceOwnerId", route.instanceOwnerId() == null ? "" : route.instanceOwnerId())
                        .with(
                                "networkInterfaceId",
                                route.networkInterfaceId() == null ? "" : route.networkInterfaceId())
                        .with("origin", route.originAsString() == null ? "CreateRoute" : route.originAsString())
                        .with("state", route.stateAsString() == null ? "active" : route.stateAsString()));
    }

    @Override
    public void update(Call call, String id, Change change) {
        ReplaceRouteRequest request =
                Shapes.write(change.inputs(), ReplaceRouteRequest.builder()).build();
        call.clients().ec2().replaceRoute(request);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        DeleteRouteRequest request = Shapes.write(
                        state.only(
                                "routeTableId",
                                "destinationCidrBlock",
                                "destinationIpv6CidrBlock",
                                "destinationPrefixListId"),
                        DeleteRouteRequest.builder())
                .build();
        call.clients().ec2().deleteRoute(request);
    }
}
