package dev.slipway.local.provider.ecs;

import com.pulumi.aws.ecs.inputs.GetClusterPlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.function.Found;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.property.PropertyMap;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Cluster;

/** {@code aws:ecs/getCluster:getCluster}: an existing cluster. */
public final class GetClusterFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetClusterPlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        String name = args.need("clusterName");
        PropertyMap found = Found.byId(call, new ClusterResource(), name, "the ECS cluster \"" + name + "\"");
        Cluster cluster = call.clients()
                .ecs()
                .describeClusters(request -> request.clusters(name))
                .clusters()
                .get(0);
        return found.only("arn", "settings", "tags")
                .with("id", found.get("arn"))
                .with("clusterName", cluster.clusterName())
                .with("status", cluster.status())
                .with("pendingTasksCount", cluster.pendingTasksCount())
                .with("runningTasksCount", cluster.runningTasksCount())
                .with("registeredContainerInstancesCount", cluster.registeredContainerInstancesCount())
                .with("serviceConnectDefaults", List.of());
    }
}
