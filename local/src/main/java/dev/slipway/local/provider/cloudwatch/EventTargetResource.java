package dev.slipway.local.provider.cloudwatch;

import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** A target of an EventBridge rule; its id is {@code rule/target}, with the bus before it unless that is the default one. */
public final class EventTargetResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(EventTarget.class, EventTargetArgs.class)
            .byDefault("eventBusName", BusId.DEFAULT)
            .byDefault("forceDestroy", false)
            .computed("targetId")
            .replacedBy("rule", "targetId", "eventBusName")
            .unsupported(
                    "appsyncTarget",
                    "batchTarget",
                    "ecsTarget",
                    "httpTarget",
                    "kinesisTarget",
                    "redshiftTarget",
                    "runCommandTargets",
                    "sagemakerPipelineTarget")
            .conflicting("input", "inputPath", "inputTransformer")
            .notReadable("forceDestroy")
            .json("input")
            .allow("arn", Allowed.arn())
            .allow("roleArn", Allowed.arn())
            .allow("rule", Allowed.pattern("[.\\-_A-Za-z0-9]{1,64}", "the name of a rule: letters, digits and . - _"))
            .allow("targetId", Allowed.pattern("[.\\-_A-Za-z0-9]{1,64}", "1 to 64 of letters, digits and . - _"))
            .allow("inputPath", Allowed.length(0, 256))
            .allow("inputTransformer.inputTemplate", Allowed.length(1, 8192))
            .allow("retryPolicy.maximumEventAgeInSeconds", Allowed.range(60, 86400))
            .allow("retryPolicy.maximumRetryAttempts", Allowed.range(0, 185))
            .missingCodes("ResourceNotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        String targetId = inputs.text("targetId", "pulumi-" + java.util.UUID.randomUUID());
        put(call, inputs, targetId);
        return BusId.qualify(inputs.text("eventBusName", BusId.DEFAULT), inputs.need("rule") + "/" + targetId);
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        String bus = BusId.of(id, 2);
        String rule = BusId.last(id.substring(0, Math.max(0, id.lastIndexOf('/'))));
        // The SDK has no paginator for this call; AWS allows at most 100 targets and gives up to 100 at once.
        return call
                .clients()
                .events()
                .listTargetsByRule(
                        request -> request.rule(rule).eventBusName(bus).limit(100))
                .targets()
                .stream()
                .filter(target -> target.id().equals(BusId.last(id)))
                .findFirst()
                .map(target -> {
                    PropertyMap state = Shapes.read(target, EventTargetArgs.class)
                            .with("rule", rule)
                            .with("eventBusName", bus)
                            .with("targetId", target.id());
                    if (target.inputTransformer() != null) {
                        state = state.mapObject(
                                "inputTransformer",
                                transformer -> transformer.with(
                                        "inputPaths",
                                        Map.copyOf(target.inputTransformer().inputPathsMap())));
                    }
                    return target.sqsParameters() == null
                            ? state
                            : state.with(
                                    "sqsTarget",
                                    PropertyMap.EMPTY.with(
                                            "messageGroupId",
                                            target.sqsParameters().messageGroupId()));
                });
    }

    @Override
    public void update(Call call, String id, Change change) {
        put(call, change.inputs(), BusId.last(id));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        RemoveTargetsResponse response = call.clients().events().removeTargets(request -> request.rule(
                        state.text("rule"))
                .eventBusName(BusId.of(id, 2))
                .ids(BusId.last(id))
                .force(state.flag("forceDestroy")));
        response.failedEntries().stream()
                .filter(failed -> !TYPE.saysMissing(failed.errorCode()))
                .findFirst()
                .ifPresent(failed -> refuse(failed.errorCode(), failed.errorMessage()));
    }

    private static void put(Call call, PropertyMap inputs, String targetId) {
        PropertyMap target = inputs.without("rule", "eventBusName", "forceDestroy", "targetId")
                .with("id", targetId)
                .renamed("sqsTarget", "sqsParameters")
                .mapObject("inputTransformer", transformer -> transformer.renamed("inputPaths", "inputPathsMap"));
        PutTargetsResponse response = call.onceRoleIsUsable(
                () -> call.clients().events().putTargets(request -> request.rule(inputs.text("rule"))
                        .eventBusName(inputs.text("eventBusName"))
                        .targets(Shapes.write(target, Target.builder()).build())));
        response.failedEntries().stream()
                .findFirst()
                .ifPresent(failed -> refuse(failed.errorCode(), failed.errorMessage()));
    }

    private static void refuse(String code, String message) {
        throw new IllegalStateException("AWS answered " + code + " for the target: " + message);
    }
}
