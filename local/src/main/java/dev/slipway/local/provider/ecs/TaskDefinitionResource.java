package dev.slipway.local.provider.ecs;

import com.pulumi.aws.ecs.TaskDefinition;
import com.pulumi.aws.ecs.TaskDefinitionArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Tags;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.OSFamily;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** A revision of a task definition; its id is the ARN. AWS cannot change a revision, so every change makes a new one. */
public final class TaskDefinitionResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(TaskDefinition.class, TaskDefinitionArgs.class)
            .byDefault("skipDestroy", false)
            .byDefault("trackLatest", false)
            .computed("enableFaultInjection", "networkMode")
            .replacedByAllBut("skipDestroy", "trackLatest")
            .unsupported("inferenceAccelerators", "proxyConfiguration", "volumes", "enableFaultInjection")
            .notReadable("skipDestroy", "trackLatest")
            .sets("requiresCompatibilities", "placementConstraints")
            .sameWhen("containerDefinitions", ContainerDefinitions::same)
            .allow("family", Allowed.pattern("[\\w-]{1,255}", "1 to 255 of letters, digits, - and _"))
            .allow("containerDefinitions", ContainerDefinitions::problem)
            .allow("networkMode", Allowed.oneOf(NetworkMode.knownValues()))
            .allow("requiresCompatibilities.*", Allowed.oneOf(Compatibility.knownValues()))
            .allow("executionRoleArn", Allowed.arn())
            .allow("taskRoleArn", Allowed.arn())
            .allow("ephemeralStorage.sizeInGib", Allowed.range(21, 200))
            .allow("runtimePlatform.cpuArchitecture", Allowed.oneOf(CPUArchitecture.knownValues()))
            .allow("runtimePlatform.operatingSystemFamily", Allowed.oneOf(OSFamily.knownValues()))
            .missingCodes("ClientException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        PropertyMap definition =
                inputs.without(Tags.OWN, Tags.ALL, "skipDestroy", "trackLatest", "containerDefinitions");
        RegisterTaskDefinitionRequest request = Shapes.write(definition, RegisterTaskDefinitionRequest.builder())
                .containerDefinitions(ContainerDefinitions.write(inputs.need("containerDefinitions")))
                .tags(EcsTags.write(inputs.textMap(Tags.ALL)))
                .build();
        return call.onceRoleIsUsable(() -> call.clients().ecs().registerTaskDefinition(request))
                .taskDefinition()
                .taskDefinitionArn();
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        DescribeTaskDefinitionResponse found = call.clients()
                .ecs()
                .describeTaskDefinition(request -> request.taskDefinition(id).include(TaskDefinitionField.TAGS));
        software.amazon.awssdk.services.ecs.model.TaskDefinition definition = found.taskDefinition();
        if (definition.status() == TaskDefinitionStatus.INACTIVE) {
            return Optional.empty();
        }
        String arn = definition.taskDefinitionArn();
        return Optional.of(Shapes.read(definition, TaskDefinitionArgs.class)
                .with("arn", arn)
                .with("arnWithoutRevision", arn.substring(0, arn.lastIndexOf(':')))
                .with("revision", definition.revision())
                .with("containerDefinitions", ContainerDefinitions.read(definition.containerDefinitions()))
                .with(
                        "placementConstraints",
                        definition.placementConstraints().isEmpty()
                                ? null
                                : Shapes.read(definition, TaskDefinitionArgs.class)
                                        .get("placementConstraints"))
                .with("volumes", null)
                .with(Tags.ALL, EcsTags.read(found.tags())));
    }

    @Override
    public void update(Call call, String id, Change change) {
        EcsTags.change(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        if (!state.flag("skipDestroy")) {
            call.clients().ecs().deregisterTaskDefinition(request -> request.taskDefinition(id));
        }
    }
}
