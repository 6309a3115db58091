package dev.slipway.local.provider.ec2;

import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;

/**
 * The route table of a subnet; its id is {@code SUBNET/TABLE} as in an import, because AWS gives a new association id
 * with every change.
 */
public final class RouteTableAssociationResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(
                    RouteTableAssociation.class, RouteTableAssociationArgs.class)
            .replacedBy("subnetId")
            .unsupported("gatewayId")
            .atLeastOneOf("subnetId")
            .missingCodes("InvalidAssociationID.NotFound", "InvalidRouteTableID.NotFound", "InvalidSubnetID.NotFound")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        call.clients().ec2().associateRouteTable(request -> request.routeTableId(inputs.text("routeTableId"))
                .subnetId(inputs.text("subnetId")));
        return inputs.need("subnetId") + "/" + inputs.need("routeTableId");
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        return find(call, id).map(association -> PropertyMap.EMPTY
                .with("subnetId", association.subnetId())
                .with("routeTableId", association.routeTableId()));
    }

    @Override
    public void update(Call call, String id, Change change) {
        find(call, id).ifPresent(association -> call.clients()
                .ec2()
                .replaceRouteTableAssociation(request -> request.associationId(association.routeTableAssociationId())
                        .routeTableId(change.inputs().text("routeTableId"))));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        find(call, id).ifPresent(association -> call.clients()
                .ec2()
                .disassociateRouteTable(request -> request.associationId(association.routeTableAssociationId())));
    }

    private static Optional<software.amazon.awssdk.services.ec2.model.RouteTableAssociation> find(
            Call call, String id) {
        String subnet = id.contains("/") ? id.substring(0, id.indexOf('/')) : id;
        return call
                .clients()
                .ec2()
                .describeRouteTables(request -> request.filters(VpcResource.filter("association.subnet-id", subnet)))
                .routeTables()
                .stream()
                .flatMap(table -> table.associations().stream())
                .filter(association -> subnet.equals(association.subnetId()))
                .findFirst();
    }
}
