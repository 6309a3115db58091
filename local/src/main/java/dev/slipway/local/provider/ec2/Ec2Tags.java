package dev.slipway.local.provider.ec2;

import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Tags of EC2 resources, which all have the same two calls. */
final class Ec2Tags {
    private Ec2Tags() {}

    static Map<String, Object> read(List<Tag> tags) {
        return Tags.read(tags, Tag::key, Tag::value);
    }

    static List<Tag> write(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** What a Create call takes. */
    static List<TagSpecification> onCreate(
            PropertyMap inputs, software.amazon.awssdk.services.ec2.model.ResourceType type) {
        List<Tag> tags = write(inputs.textMap(Tags.ALL));
        return tags.isEmpty()
                ? List.of()
                : List.of(
                        TagSpecification.builder().resourceType(type).tags(tags).build());
    }

    static void change(Call call, String id, Change change) {
        Ec2Client ec2 = call.clients().ec2();
        Tags.change(
                change,
                gone -> ec2.deleteTags(request -> request.resources(id)
                        .tags(gone.stream()
                                .map(key -> Tag.builder().key(key).build())
                                .toList())),
                set -> ec2.createTags(request -> request.resources(id).tags(write(set))));
    }

    static String arn(Call call, String kind, String id) {
        return "arn:" + call.clients().partition() + ":ec2:" + call.clients().region() + ":"
                + call.clients().account() + ":" + kind + "/" + id;
    }
}
