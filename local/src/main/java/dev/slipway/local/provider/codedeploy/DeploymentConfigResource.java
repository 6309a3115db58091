package dev.slipway.local.provider.codedeploy;

import com.pulumi.aws.codedeploy.DeploymentConfig;
import com.pulumi.aws.codedeploy.DeploymentConfigArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHostsType;
import software.amazon.awssdk.services.codedeploy.model.TimeBasedCanary;
import software.amazon.awssdk.services.codedeploy.model.TimeBasedLinear;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingType;

/** How fast a deployment goes; its id is the name. AWS cannot change one. */
public final class DeploymentConfigResource implements ResourceHandler {
    private static final String NAME = "deploymentConfigName";

    private static final ResourceType TYPE = ResourceType.of(DeploymentConfig.class, DeploymentConfigArgs.class)
            .autoName(AutoName.of(NAME, 100))
            .byDefault("computePlatform", "Server")
            .byDefault("trafficRoutingConfig.type", "AllAtOnce")
            .replacedByAll()
            .allow(NAME, Allowed.length(1, 100))
            .allow("computePlatform", Allowed.oneOf(ComputePlatform.knownValues()))
            .allow("minimumHealthyHosts.type", Allowed.oneOf(MinimumHealthyHostsType.knownValues()))
            .allow("trafficRoutingConfig.type", Allowed.oneOf(TrafficRoutingType.knownValues()))
            .missingCodes("DeploymentConfigDoesNotExistException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        PropertyMap config = inputs.mapObject("trafficRoutingConfig", routing -> routing.mapObject(
                        "timeBasedCanary", canary -> canary.renamed("interval", "canaryInterval")
                                .renamed("percentage", "canaryPercentage"))
                .mapObject("timeBasedLinear", linear -> linear.renamed("interval", "linearInterval")
                        .renamed("percentage", "linearPercentage")));
        call.clients()
                .codeDeploy()
                .createDeploymentConfig(Shapes.write(config, CreateDeploymentConfigRequest.builder())
                        .build());
        return inputs.need(NAME);
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        DeploymentConfigInfo config = call.clients()
                .codeDeploy()
                .getDeploymentConfig(request -> request.deploymentConfigName(id))
                .deploymentConfigInfo();
        TrafficRoutingConfig routing = config.trafficRoutingConfig();
        return Optional.of(Shapes.read(config, DeploymentConfigArgs.class)
                .with("trafficRoutingConfig", routing == null ? null : readRouting(routing))
                .with("arn", DeployArn.of(call, "deploymentconfig:" + id))
                .with("deploymentConfigId", config.deploymentConfigId()));
    }

    private static PropertyMap readRouting(TrafficRoutingConfig routing) {
        TimeBasedCanary canary = routing.timeBasedCanary();
        TimeBasedLinear linear = routing.timeBasedLinear();
        return PropertyMap.EMPTY
                .with("type", routing.typeAsString())
                .with(
                        "timeBasedCanary",
                        canary == null ? null : step(canary.canaryInterval(), canary.canaryPercentage()))
                .with(
                        "timeBasedLinear",
                        linear == null ? null : step(linear.linearInterval(), linear.linearPercentage()));
    }

    private static PropertyMap step(Integer minutes, Integer percentage) {
        return PropertyMap.EMPTY.with("interval", minutes).with("percentage", percentage);
    }

    @Override
    public void update(Call call, String id, Change change) {
        throw new IllegalStateException(
                "got an update in place, expected a replacement: AWS cannot change a deployment configuration");
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().codeDeploy().deleteDeploymentConfig(request -> request.deploymentConfigName(id));
    }
}
