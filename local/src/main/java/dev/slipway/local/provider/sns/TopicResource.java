package dev.slipway.local.provider.sns;

import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.property.Values;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;

/** A topic; its id is the ARN. */
public final class TopicResource implements ResourceHandler {
    private static final List<String> ATTRIBUTES = List.of(
            "applicationFailureFeedbackRoleArn",
            "applicationSuccessFeedbackRoleArn",
            "applicationSuccessFeedbackSampleRate",
            "archivePolicy",
            "contentBasedDeduplication",
            "deliveryPolicy",
            "displayName",
            "fifoThroughputScope",
            "firehoseFailureFeedbackRoleArn",
            "firehoseSuccessFeedbackRoleArn",
            "firehoseSuccessFeedbackSampleRate",
            "httpFailureFeedbackRoleArn",
            "httpSuccessFeedbackRoleArn",
            "httpSuccessFeedbackSampleRate",
            "kmsMasterKeyId",
            "lambdaFailureFeedbackRoleArn",
            "lambdaSuccessFeedbackRoleArn",
            "lambdaSuccessFeedbackSampleRate",
            "policy",
            "signatureVersion",
            "sqsFailureFeedbackRoleArn",
            "sqsSuccessFeedbackRoleArn",
            "sqsSuccessFeedbackSampleRate",
            "tracingConfig");

    private static final ResourceType TYPE = ResourceType.of(Topic.class, TopicArgs.class)
            .autoName(AutoName.of("name", 256))
            .byDefault("contentBasedDeduplication", false)
            .byDefault("fifoTopic", false)
            .computed("fifoThroughputScope", "namePrefix", "policy", "signatureVersion", "tracingConfig")
            .replacedBy("name", "namePrefix", "fifoTopic")
            .conflicting("name", "namePrefix")
            .notReadable("namePrefix")
            .policy("policy")
            .json("deliveryPolicy", "archivePolicy")
            .allow(
                    "name",
                    Allowed.pattern(
                            "[\\w-]{1,251}(\\.fifo)?",
                            "1 to 256 of letters, digits, - and _, and .fifo for a FIFO topic"))
            .allow("displayName", Allowed.length(0, 100))
            .allow("signatureVersion", Allowed.oneOf(1, 2))
            .allow("tracingConfig", Allowed.oneOf("Active", "PassThrough"))
            .missingCodes("NotFound", "NotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public void check(PropertyMap known, BiConsumer<String, String> problem) {
        if (known.has("name")
                && known.flag("fifoTopic") != known.text("name", "").endsWith(".fifo")) {
            problem.accept(
                    "name",
                    "got fifoTopic " + known.flag("fifoTopic")
                            + ", expected the name of a FIFO topic, and of no other, to end in .fifo");
        }
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        Map<String, String> attributes = new TreeMap<>();
        if (inputs.flag("fifoTopic")) {
            attributes.put("FifoTopic", "true");
        }
        for (String name : ATTRIBUTES) {
            if (!Values.isUnset(inputs.get(name))) {
                attributes.put(attribute(name), inputs.need(name));
            }
        }
        return call.onceRoleIsUsable(() -> call.clients()
                .sns()
                .createTopic(request ->
                        request.name(inputs.text("name")).attributes(attributes).tags(tags(inputs.textMap(Tags.ALL))))
                .topicArn());
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        SnsClient sns = call.clients().sns();
        Map<String, String> attributes =
                sns.getTopicAttributes(request -> request.topicArn(id)).attributes();
        PropertyMap state = PropertyMap.EMPTY
                .with("arn", id)
                .with("name", id.substring(id.lastIndexOf(':') + 1))
                .with("owner", attributes.get("Owner"))
                .with("beginningArchiveTime", attributes.getOrDefault("BeginningArchiveTime", ""))
                .with("fifoTopic", "true".equals(attributes.get("FifoTopic")))
                .with("contentBasedDeduplication", "true".equals(attributes.get("ContentBasedDeduplication")))
                .with(
                        Tags.ALL,
                        Tags.read(
                                sns.listTagsForResource(request -> request.resourceArn(id))
                                        .tags(),
                                Tag::key,
                                Tag::value));
        for (String name : ATTRIBUTES) {
            String value = attributes.get(attribute(name));
            if (value != null && !value.isEmpty() && !state.has(name)) {
                boolean number = name.endsWith("SampleRate") || name.equals("signatureVersion");
                state = state.with(name, number ? Long.valueOf(value) : value);
            }
        }
        return Optional.of(state);
    }

    @Override
    public void update(Call call, String id, Change change) {
        SnsClient sns = call.clients().sns();
        for (String name : ATTRIBUTES) {
            boolean keeps =
                    !change.inputs().has(name) && Values.isUnset(change.state().get(name));
            if (!keeps && change.touches(name) && (change.inputs().has(name) || !chosenByAws(name))) {
                sns.setTopicAttributes(request -> request.topicArn(id)
                        .attributeName(attribute(name))
                        .attributeValue(change.inputs().text(name, "")));
            }
        }
        Tags.change(
                change,
                gone -> sns.untagResource(request -> request.resourceArn(id).tagKeys(gone)),
                set -> sns.tagResource(request -> request.resourceArn(id).tags(tags(set))));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().sns().deleteTopic(request -> request.topicArn(id));
    }

    private static boolean chosenByAws(String name) {
        return Set.of("fifoThroughputScope", "policy", "signatureVersion", "tracingConfig")
                .contains(name);
    }

    private static String attribute(String property) {
        if (property.startsWith("http") || property.startsWith("sqs")) {
            int length = property.startsWith("http") ? 4 : 3;
            return property.substring(0, length).toUpperCase(Locale.ROOT) + property.substring(length);
        }
        return property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
