package dev.slipway.local.provider.codedeploy;

import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codedeploy.model.Tag;

/** Tags of CodeDeploy resources. */
final class DeployTags {
    private DeployTags() {}

    static Collection<Tag> write(PropertyMap inputs) {
        return Tags.write(inputs, DeployTags::tag);
    }

    static Map<String, Object> read(Call call, String arn) {
        List<Tag> tags = call.clients()
                .codeDeploy()
                .listTagsForResource(request -> request.resourceArn(arn))
                .tags();
        return Tags.read(tags, Tag::key, Tag::value);
    }

    static void change(Call call, String arn, Change change) {
        Tags.change(
                change,
                gone -> call.clients().codeDeploy().untagResource(request -> request.resourceArn(arn)
                        .tagKeys(gone)),
                set -> call.clients().codeDeploy().tagResource(request -> request.resourceArn(arn)
                        .tags(set.entrySet().stream()
                                .map(tag -> tag(tag.getKey(), tag.getValue()))
                                .toList())));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
