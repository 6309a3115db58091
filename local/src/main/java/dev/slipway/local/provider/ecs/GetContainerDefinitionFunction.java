package dev.slipway.local.provider.ecs;

import com.pulumi.aws.ecs.inputs.GetContainerDefinitionPlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.function.Found;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.property.PropertyMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** {@code aws:ecs/getContainerDefinition:getContainerDefinition}: one container of an existing revision. */
public final class GetContainerDefinitionFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetContainerDefinitionPlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        String revision = args.need("taskDefinition");
        String name = args.need("containerName");
        PropertyMap found =
                Found.byId(call, new TaskDefinitionResource(), revision, "the task definition \"" + revision + "\"");
        List<ContainerDefinition> containers = ContainerDefinitions.write(found.need("containerDefinitions"));
        ContainerDefinition container = containers.stream()
                .filter(each -> name.equals(each.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("got the container \"" + name + "\", expected one of "
                        + containers.stream().map(ContainerDefinition::name).toList() + " of " + revision));
        Map<String, Object> environment = new TreeMap<>();
        container.environment().forEach(variable -> environment.put(variable.name(), variable.value()));
        String image = container.image();
        int cut = Math.max(image.lastIndexOf(':'), image.lastIndexOf('@'));
        return PropertyMap.EMPTY
                .with("containerName", name)
                .with("taskDefinition", revision)
                .with("id", found.need("arn") + "/" + name)
                .with("cpu", container.cpu() == null ? 0 : container.cpu())
                .with("disableNetworking", Boolean.TRUE.equals(container.disableNetworking()))
                .with("dockerLabels", new TreeMap<>(container.dockerLabels()))
                .with("environment", environment)
                .with("image", image)
                .with("imageDigest", image.substring(cut + 1))
                .with("memory", container.memory() == null ? 0 : container.memory())
                .with("memoryReservation", container.memoryReservation() == null ? 0 : container.memoryReservation());
    }
}
