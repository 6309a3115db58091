package dev.slipway.local.provider.sns;

import com.pulumi.aws.sns.inputs.GetTopicPlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.function.Found;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.property.PropertyMap;
import software.amazon.awssdk.services.sns.model.Topic;

/** {@code aws:sns/getTopic:getTopic}: an existing topic, by name. */
public final class GetTopicFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetTopicPlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        String name = args.need("name");
        String what = "the SNS topic \"" + name + "\"";
        String arn = call.clients().sns().listTopicsPaginator().topics().stream()
                .map(Topic::topicArn)
                .filter(topic -> topic.endsWith(":" + name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Found.missing(what)));
        return Found.byId(call, new TopicResource(), arn, what).only("arn", "id", "name", "tags");
    }
}
