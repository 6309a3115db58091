package dev.slipway.local.provider.sns;

import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.property.Values;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A subscription to a topic; its id is the ARN. */
public final class TopicSubscriptionResource implements ResourceHandler {
    private static final List<String> ATTRIBUTES = List.of(
            "deliveryPolicy",
            "filterPolicy",
            "filterPolicyScope",
            "rawMessageDelivery",
            "redrivePolicy",
            "replayPolicy",
            "subscriptionRoleArn");

    private static final ResourceType TYPE = ResourceType.of(TopicSubscription.class, TopicSubscriptionArgs.class)
            .byDefault("confirmationTimeoutInMinutes", 1)
            .byDefault("endpointAutoConfirms", false)
            .byDefault("rawMessageDelivery", false)
            .computed("filterPolicyScope")
            .replacedBy("topic", "protocol", "endpoint")
            .notReadable("confirmationTimeoutInMinutes", "endpointAutoConfirms")
            .json("deliveryPolicy", "filterPolicy", "redrivePolicy", "replayPolicy")
            .allow("topic", Allowed.arn())
            .allow(
                    "protocol",
                    Allowed.oneOf(
                            "application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs"))
            .allow("filterPolicyScope", Allowed.oneOf("MessageAttributes", "MessageBody"))
            .missingCodes("NotFound", "NotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        Map<String, String> attributes = new TreeMap<>();
        for (String name : ATTRIBUTES) {
            if (!Values.isUnset(inputs.get(name))) {
                attributes.put(attribute(name), inputs.need(name));
            }
        }
        return call.clients()
                .sns()
                .subscribe(request -> request.topicArn(inputs.text("topic"))
                        .protocol(inputs.text("protocol"))
                        .endpoint(inputs.text("endpoint"))
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        Map<String, String> attributes = call.clients()
                .sns()
                .getSubscriptionAttributes(request -> request.subscriptionArn(id))
                .attributes();
        PropertyMap state = PropertyMap.EMPTY
                .with("arn", id)
                .with("topic", attributes.get("TopicArn"))
                .with("protocol", attributes.get("Protocol"))
                .with("endpoint", attributes.get("Endpoint"))
                .with("ownerId", attributes.get("Owner"))
                .with("confirmationWasAuthenticated", "true".equals(attributes.get("ConfirmationWasAuthenticated")))
                .with("pendingConfirmation", "true".equals(attributes.get("PendingConfirmation")))
                .with("rawMessageDelivery", "true".equals(attributes.get("RawMessageDelivery")));
        for (String name : ATTRIBUTES) {
            String value = attributes.get(attribute(name));
            if (value != null && !value.isEmpty() && !state.has(name)) {
                state = state.with(name, value);
            }
        }
        return Optional.of(state);
    }

    @Override
    public void update(Call call, String id, Change change) {
        for (String name : ATTRIBUTES) {
            boolean unset = Values.isUnset(change.inputs().get(name))
                    && Values.isUnset(change.state().get(name));
            boolean kept = name.equals("filterPolicyScope") && !change.inputs().has(name);
            if (change.touches(name) && !unset && !kept) {
                String value = change.inputs().text(name, name.equals("filterPolicy") ? "{}" : "");
                call.clients().sns().setSubscriptionAttributes(request -> request.subscriptionArn(id)
                        .attributeName(attribute(name))
                        .attributeValue(value));
            }
        }
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().sns().unsubscribe(request -> request.subscriptionArn(id));
    }

    private static String attribute(String property) {
        return property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
    }
}
