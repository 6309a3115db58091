package dev.slipway.local.provider.s3;

import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2Args;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/** The lifecycle rules of a bucket. */
public final class BucketLifecycleResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(
                    BucketLifecycleConfigurationV2.class, BucketLifecycleConfigurationV2Args.class)
            .replacedBy("bucket", "expectedBucketOwner")
            .unsupported("expectedBucketOwner")
            .computed("transitionDefaultMinimumObjectSize")
            .notReadable("timeouts")
            .sets("rules.*.transitions", "rules.*.noncurrentVersionTransitions")
            .allow("rules.*.status", Allowed.oneOf("Enabled", "Disabled"))
            .allow("rules.*.id", Allowed.length(1, 255))
            .allow("rules.*.expiration.days", Allowed.range(0, Integer.MAX_VALUE))
            .allow("rules.*.noncurrentVersionExpiration.noncurrentDays", Allowed.range(1, Integer.MAX_VALUE))
            .allow("rules.*.transitions.*.storageClass", Allowed.oneOf(TransitionStorageClass.knownValues()))
            .allow(
                    "rules.*.noncurrentVersionTransitions.*.storageClass",
                    Allowed.oneOf(TransitionStorageClass.knownValues()))
            .allow(
                    "transitionDefaultMinimumObjectSize",
                    Allowed.oneOf(TransitionDefaultMinimumObjectSize.knownValues()))
            .missingCodes("NoSuchBucket", "NoSuchLifecycleConfiguration")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        String bucket = inputs.need("bucket");
        put(call, bucket, inputs);
        return bucket;
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        GetBucketLifecycleConfigurationResponse lifecycle =
                call.clients().s3().getBucketLifecycleConfiguration(request -> request.bucket(id));
        List<PropertyMap> rules = lifecycle.rules().stream()
                .map(rule -> fromAws(rule, Shapes.read(rule, BucketLifecycleConfigurationV2RuleArgs.class)))
                .toList();
        return Optional.of(PropertyMap.EMPTY
                .with("bucket", id)
                .with("rules", rules)
                .with("transitionDefaultMinimumObjectSize", lifecycle.transitionDefaultMinimumObjectSizeAsString()));
    }

    @Override
    public void update(Call call, String id, Change change) {
        put(call, id, change.inputs());
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().s3().deleteBucketLifecycle(request -> request.bucket(id));
    }

    private static void put(Call call, String bucket, PropertyMap inputs) {
        List<LifecycleRule> rules = inputs.objects("rules").stream()
                .map(rule -> Shapes.write(toAws(rule), LifecycleRule.builder()).build())
                .toList();
        call.clients().s3().putBucketLifecycleConfiguration(request -> request.bucket(bucket)
                .transitionDefaultMinimumObjectSize(inputs.text("transitionDefaultMinimumObjectSize"))
                .lifecycleConfiguration(configuration -> configuration.rules(rules)));
    }

    // AWS wants a filter in every rule, and the tags of an "and" as a list.
    private static PropertyMap toAws(PropertyMap rule) {
        PropertyMap filtered = rule.has("filter") || rule.has("prefix")
                ? rule
                : rule.with("filter", PropertyMap.EMPTY.with("prefix", ""));
        return filtered.mapObject(
                "filter", filter -> filter.mapObject("and", and -> and.with("tags", tagList(and.textMap("tags")))));
    }

    private static List<PropertyMap> tagList(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> PropertyMap.EMPTY.with("key", tag.getKey()).with("value", tag.getValue()))
                .toList();
    }

    private static PropertyMap fromAws(LifecycleRule rule, PropertyMap read) {
        LifecycleRuleFilter filter = rule.filter();
        if (filter == null || filter.and() == null) {
            return read;
        }
        Map<String, Object> tags = Tags.read(filter.and().tags(), Tag::key, Tag::value);
        return read.mapObject(
                "filter", object -> object.mapObject("and", and -> and.with("tags", tags.isEmpty() ? null : tags)));
    }
}
