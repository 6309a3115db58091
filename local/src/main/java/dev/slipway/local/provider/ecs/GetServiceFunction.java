package dev.slipway.local.provider.ecs;

import com.pulumi.aws.ecs.inputs.GetServicePlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.function.Found;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.property.PropertyMap;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;

/** {@code aws:ecs/getService:getService}: an existing service. */
public final class GetServiceFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetServicePlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        String name = args.need("serviceName");
        String cluster = args.need("clusterArn");
        Service service = find(call, cluster, name)
                .filter(found -> !"INACTIVE".equals(found.status()))
                .orElseThrow(() -> new IllegalArgumentException(
                        Found.missing("the ECS service \"" + name + "\" in cluster \"" + cluster + "\"")));
        String launchType = service.launchTypeAsString();
        String rebalancing = service.availabilityZoneRebalancingAsString();
        return PropertyMap.EMPTY
                .with("arn", service.serviceArn())
                .with("id", service.serviceArn())
                .with("availabilityZoneRebalancing", rebalancing == null ? "DISABLED" : rebalancing)
                .with("clusterArn", service.clusterArn())
                .with("desiredCount", service.desiredCount())
                .with("launchType", launchType == null ? "" : launchType)
                .with("schedulingStrategy", service.schedulingStrategyAsString())
                .with("serviceName", service.serviceName())
                .with("tags", EcsTags.read(service.tags()))
                .with("taskDefinition", service.taskDefinition());
    }

    private static Optional<Service> find(Call call, String cluster, String name) {
        try {
            return call
                    .clients()
                    .ecs()
                    .describeServices(
                            request -> request.cluster(cluster).services(name).include(ServiceField.TAGS))
                    .services()
                    .stream()
                    .findFirst();
        } catch (ClusterNotFoundException e) {
            return Optional.empty();
        }
    }
}
