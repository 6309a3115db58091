package dev.slipway.local.provider.ec2;

import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/** The way from a network to the internet. */
public final class InternetGatewayResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(InternetGateway.class, InternetGatewayArgs.class)
            .computed("vpcId")
            .missingCodes("InvalidInternetGatewayID.NotFound")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        Ec2Client ec2 = call.clients().ec2();
        String id = ec2.createInternetGateway(request -> request.tagSpecifications(Ec2Tags.onCreate(
                        inputs, software.amazon.awssdk.services.ec2.model.ResourceType.INTERNET_GATEWAY)))
                .internetGateway()
                .internetGatewayId();
        return Steps.after(id, () -> attach(ec2, id, inputs.text("vpcId", "")));
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        return call
                .clients()
                .ec2()
                .describeInternetGateways(request -> request.internetGatewayIds(id))
                .internetGateways()
                .stream()
                .findFirst()
                .map(gateway -> PropertyMap.EMPTY
                        .with("arn", Ec2Tags.arn(call, "internet-gateway", id))
                        .with(
                                "ownerId",
                                gateway.ownerId() == null ? call.clients().account() : gateway.ownerId())
                        .with(
                                "vpcId",
                                gateway.attachments().stream()
                                        .map(InternetGatewayAttachment::vpcId)
                                        .findFirst()
                                        .orElse(""))
                        .with(Tags.ALL, Ec2Tags.read(gateway.tags())));
    }

    @Override
    public void update(Call call, String id, Change change) {
        if (change.inputs().has("vpcId") && change.touches("vpcId")) {
            detach(call.clients().ec2(), id, change.state().text("vpcId", ""));
            attach(call.clients().ec2(), id, change.inputs().text("vpcId", ""));
        }
        Ec2Tags.change(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        detach(call.clients().ec2(), id, state.text("vpcId", ""));
        call.clients().ec2().deleteInternetGateway(request -> request.internetGatewayId(id));
    }

    private static void attach(Ec2Client ec2, String id, String vpc) {
        if (!vpc.isEmpty()) {
            ec2.attachInternetGateway(request -> request.internetGatewayId(id).vpcId(vpc));
        }
    }

    private static void detach(Ec2Client ec2, String id, String vpc) {
        if (!vpc.isEmpty()) {
            ec2.detachInternetGateway(request -> request.internetGatewayId(id).vpcId(vpc));
        }
    }
}
