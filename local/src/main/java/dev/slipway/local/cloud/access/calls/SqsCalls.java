package dev.slipway.local.cloud.access.calls;

import dev.slipway.local.cloud.access.AccessRequest;
import java.util.List;
import java.util.Map;

/**
 * What calls to SQS need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions, resources and condition keys</a>
 */
final class SqsCalls {
    /** What is done with a customer's key for the caller. */
    private static final Map<String, List<String>> KEY_USES = Map.of(
            "SendMessage", List.of("kms:GenerateDataKey", "kms:Decrypt"),
            "SendMessageBatch", List.of("kms:GenerateDataKey", "kms:Decrypt"),
            "ReceiveMessage", List.of("kms:Decrypt"));

    private SqsCalls() {}

    static CallTable table(Facts facts) {
        return new CallTable(new Variables().cut("QueueName", SqsCalls::name, "QueueUrl"))
                .action("ChangeMessageVisibilityBatch", "ChangeMessageVisibility")
                .action("DeleteMessageBatch", "DeleteMessage")
                .action("SendMessageBatch", "SendMessage")
                .resource("StartMessageMoveTask", (call, name) -> List.of(call.text("SourceArn")))
                .also(call -> keyUses(call, facts))
                .also(SqsCalls::tagging);
    }

    /** The queue of an address, whose last part is the name. */
    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static String queue(ApiCall call) {
        return call.arn("sqs", name(call.input().has("QueueUrl") ? call.text("QueueUrl") : call.text("QueueName")));
    }

    private static List<AccessRequest> keyUses(ApiCall call, Facts facts) {
        var uses = KEY_USES.getOrDefault(call.operation(), List.of());
        if (uses.isEmpty()) {
            return List.of();
        }
        var queue = queue(call);
        return facts.queueKey(call.region(), queue)
                .map(key -> uses.stream()
                        .map(action -> KeyUse.by("sqs", call.region(), action, key, Map.of("aws:sqs:arn", queue)))
                        .toList())
                .orElse(List.of());
    }

    private static List<AccessRequest> tagging(ApiCall call) {
        var tags = RequestTags.of(call.input());
        return call.operation().equals("CreateQueue") && !tags.isEmpty()
                ? List.of(new AccessRequest(call.region(), "sqs:TagQueue", List.of(queue(call)), tags))
                : List.of();
    }
}
