package dev.slipway.local.provider.lb;

import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Tags of load balancers and what belongs to them. */
final class LoadBalancingTags {
    private LoadBalancingTags() {}

    static List<Tag> write(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    static Map<String, Object> read(Call call, String arn) {
        return call
                .clients()
                .loadBalancing()
                .describeTags(request -> request.resourceArns(arn))
                .tagDescriptions()
                .stream()
                .findFirst()
                .map(found -> Tags.read(found.tags(), Tag::key, Tag::value))
                .orElse(Map.of());
    }

    static void change(Call call, String arn, Change change) {
        Tags.change(
                change,
                gone -> call.clients().loadBalancing().removeTags(request -> request.resourceArns(arn)
                        .tagKeys(gone)),
                set -> call.clients().loadBalancing().addTags(request -> request.resourceArns(arn)
                        .tags(write(set))));
    }
}
