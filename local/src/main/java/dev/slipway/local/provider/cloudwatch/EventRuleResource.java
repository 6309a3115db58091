package dev.slipway.local.provider.cloudwatch;

import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** An EventBridge rule; its id is the name, with the bus before it unless that is the default one. */
public final class EventRuleResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(EventRule.class, EventRuleArgs.class)
            .autoName(AutoName.of("name", 64))
            .byDefault("eventBusName", BusId.DEFAULT)
            .byDefault("forceDestroy", false)
            .computed("isEnabled", "state", "namePrefix")
            .replacedBy("name", "namePrefix", "eventBusName")
            .conflicting("name", "namePrefix")
            .conflicting("isEnabled", "state")
            .atLeastOneOf("eventPattern", "scheduleExpression")
            .notReadable("forceDestroy", "namePrefix", "isEnabled")
            .json("eventPattern")
            .allow("name", Allowed.pattern("[.\\-_A-Za-z0-9]{1,64}", "1 to 64 of letters, digits and . - _"))
            .allow("description", Allowed.length(0, 512))
            .allow("eventPattern", Allowed.length(0, 4096))
            .allow("scheduleExpression", Allowed.length(0, 256))
            .allow("roleArn", Allowed.arn())
            .allow("state", Allowed.oneOf(RuleState.knownValues()))
            .missingCodes("ResourceNotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        String bus = inputs.text("eventBusName", BusId.DEFAULT);
        String name = inputs.need("name");
        call.onceRoleIsUsable(() -> call.clients()
                .events()
                .putRule(rule(inputs)
                        .name(name)
                        .eventBusName(bus)
                        .tags(tags(inputs.textMap(Tags.ALL)))
                        .build()));
        return BusId.qualify(bus, name);
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        EventBridgeClient events = call.clients().events();
        DescribeRuleResponse rule =
                events.describeRule(request -> request.name(BusId.last(id)).eventBusName(BusId.of(id, 1)));
        return Optional.of(PropertyMap.EMPTY
                .with("arn", rule.arn())
                .with("name", rule.name())
                .with("description", rule.description())
                .with("eventBusName", BusId.of(id, 1))
                .with("eventPattern", rule.eventPattern())
                .with("roleArn", rule.roleArn())
                .with("scheduleExpression", rule.scheduleExpression())
                .with("state", rule.stateAsString())
                .with(
                        Tags.ALL,
                        Tags.read(
                                events.listTagsForResource(request -> request.resourceARN(rule.arn()))
                                        .tags(),
                                Tag::key,
                                Tag::value)));
    }

    @Override
    public void update(Call call, String id, Change change) {
        EventBridgeClient events = call.clients().events();
        // PutRule sets what it is given and clears the rest, but for the state.
        call.onceRoleIsUsable(() -> events.putRule(rule(change.inputs())
                .name(BusId.last(id))
                .eventBusName(BusId.of(id, 1))
                .build()));
        String arn = change.state().need("arn");
        Tags.change(
                change,
                gone -> events.untagResource(request -> request.resourceARN(arn).tagKeys(gone)),
                set -> events.tagResource(request -> request.resourceARN(arn).tags(tags(set))));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().events().deleteRule(request -> request.name(BusId.last(id))
                .eventBusName(BusId.of(id, 1))
                .force(state.flag("forceDestroy")));
    }

    private static PutRuleRequest.Builder rule(PropertyMap inputs) {
        boolean enabled = !inputs.has("isEnabled") || inputs.flag("isEnabled");
        return PutRuleRequest.builder()
                .description(inputs.text("description"))
                .eventPattern(inputs.text("eventPattern"))
                .scheduleExpression(inputs.text("scheduleExpression"))
                .roleArn(inputs.text("roleArn"))
                .state(inputs.text("state", enabled ? "ENABLED" : "DISABLED"));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
