package dev.slipway.local.provider.ecs;

import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Tags of ECS resources. */
final class EcsTags {
    private EcsTags() {}

    static List<Tag> write(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    static Map<String, Object> read(List<Tag> tags) {
        return Tags.read(tags, Tag::key, Tag::value);
    }

    static void change(Call call, String arn, Change change) {
        Tags.change(
                change,
                gone -> call.clients().ecs().untagResource(request -> request.resourceArn(arn)
                        .tagKeys(gone)),
                set -> call.clients().ecs().tagResource(request -> request.resourceArn(arn)
                        .tags(write(set))));
    }
}
