package dev.slipway.local.provider.ec2;

import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A route table; its routes are separate resources, or exclusive when they are given inline. */
public final class RouteTableResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(RouteTable.class, RouteTableArgs.class)
            .computed("routes")
            .replacedBy("vpcId")
            .unsupported("propagatingVgws")
            .sets("routes")
            .missingCodes("InvalidRouteTableID.NotFound")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        Ec2Client ec2 = call.clients().ec2();
        String id = ec2.createRouteTable(request -> request.vpcId(inputs.text("vpcId"))
                        .tagSpecifications(Ec2Tags.onCreate(
                                inputs, software.amazon.awssdk.services.ec2.model.ResourceType.ROUTE_TABLE)))
                .routeTable()
                .routeTableId();
        return Steps.after(id, () -> inputs.objects("routes").forEach(route -> Routes.create(ec2, id, route)));
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        return call.clients().ec2().describeRouteTables(request -> request.routeTableIds(id)).routeTables().stream()
                .findFirst()
                .map(table -> PropertyMap.EMPTY
                        .with("arn", Ec2Tags.arn(call, "route-table", id))
                        .with(
                                "ownerId",
                                table.ownerId() == null ? call.clients().account() : table.ownerId())
                        .with("vpcId", table.vpcId())
                        .with("routes", Routes.inline(table))
                        .with(Tags.ALL, Ec2Tags.read(table.tags())));
    }

    @Override
    public void update(Call call, String id, Change change) {
        Ec2Client ec2 = call.clients().ec2();
        if (change.inputs().has("routes")) {
            List<PropertyMap> before = change.state().objects("routes");
            List<PropertyMap> after = change.inputs().objects("routes");
            before.stream().filter(route -> !after.contains(route)).forEach(route -> Routes.delete(ec2, id, route));
            after.stream().filter(route -> !before.contains(route)).forEach(route -> Routes.create(ec2, id, route));
        }
        Ec2Tags.change(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().ec2().deleteRouteTable(request -> request.routeTableId(id));
    }
}
