package dev.slipway.local.cloud.access.calls;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What calls to SNS need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html">Actions, resources and condition keys</a>
 */
final class SnsCalls {
    private SnsCalls() {}

    static CallTable table(Facts facts) {
        return new CallTable(new Variables().from("TopicName", "Name"))
                .action("PublishBatch", "Publish")
                .taggedOnCreation("CreateTopic")
                .keys((call, context) -> {
                    context.put("sns:Protocol", CallTable.values(call.input(), "Protocol"));
                    context.put("sns:Endpoint", CallTable.values(call.input(), "Endpoint"));
                })
                .also(call -> call.operation().startsWith("Publish")
                        ? facts.topicKey(call.region(), call.text("TopicArn"))
                                .map(key -> Stream.of("kms:GenerateDataKey", "kms:Decrypt")
                                        .map(action -> KeyUse.by(
                                                "sns",
                                                call.region(),
                                                action,
                                                key,
                                                Map.of("aws:sns:topicArn", call.text("TopicArn"))))
                                        .toList())
                                .orElse(List.of())
                        : List.of());
    }
}
