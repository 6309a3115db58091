package dev.slipway.local.provider.ecs;

import com.pulumi.aws.ecs.inputs.GetTaskDefinitionPlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.function.Found;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.property.PropertyMap;
import java.util.List;

/** {@code aws:ecs/getTaskDefinition:getTaskDefinition}: an existing revision, by family the newest. */
public final class GetTaskDefinitionFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetTaskDefinitionPlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        String name = args.need("taskDefinition");
        PropertyMap found =
                Found.byId(call, new TaskDefinitionResource(), name, "the task definition \"" + name + "\"");
        PropertyMap result = found.only(
                        "arn", "arnWithoutRevision", "containerDefinitions", "family", "networkMode", "revision")
                .with("id", found.get("arn"))
                .with("taskDefinition", name)
                .with("status", "ACTIVE")
                .with("requiresCompatibilities", found.texts("requiresCompatibilities"))
                .with("enableFaultInjection", found.flag("enableFaultInjection"));
        for (String text : List.of("cpu", "memory", "executionRoleArn", "taskRoleArn", "ipcMode", "pidMode")) {
            result = result.with(text, found.text(text, ""));
        }
        for (String none : List.of("inferenceAccelerators", "placementConstraints", "proxyConfigurations", "volumes")) {
            result = result.with(none, List.of());
        }
        return result.with("runtimePlatforms", listOf(found, "runtimePlatform"))
                .with("ephemeralStorages", listOf(found, "ephemeralStorage"));
    }

    private static List<PropertyMap> listOf(PropertyMap found, String name) {
        return found.has(name) ? List.of(found.object(name)) : List.of();
    }
}
