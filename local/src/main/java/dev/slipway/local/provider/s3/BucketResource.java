package dev.slipway.local.provider.s3;

import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import dev.slipway.local.provider.aws.AwsErrors;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * A bucket. What the split resources set (versioning, encryption, lifecycle, policy, ...) is not offered inline, since
 * the official plugin deprecates it there.
 */
public final class BucketResource implements ResourceHandler {
    private static final int LARGEST_DELETE = 1000;

    private static final ResourceType TYPE = ResourceType.of(BucketV2.class, BucketV2Args.class)
            .autoName(AutoName.lowerCase("bucket", 63))
            .byDefault("forceDestroy", false)
            .computed("bucketPrefix", "objectLockEnabled")
            .replacedBy("bucket", "bucketPrefix", "objectLockEnabled")
            .conflicting("bucket", "bucketPrefix")
            .notReadable("forceDestroy", "bucketPrefix", "objectLockEnabled")
            .unsupported(
                    "accelerationStatus",
                    "acl",
                    "corsRules",
                    "grants",
                    "lifecycleRules",
                    "loggings",
                    "objectLockConfiguration",
                    "policy",
                    "replicationConfigurations",
                    "requestPayer",
                    "serverSideEncryptionConfigurations",
                    "versionings",
                    "websites")
            .allow(
                    "bucket",
                    Allowed.pattern(
                            "(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                            "3 to 63 of lower case letters, digits, dots and dashes"))
            .allow("bucketPrefix", Allowed.length(0, 37))
            .missingCodes("NoSuchBucket", "NotFound", "404")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        S3Client s3 = call.clients().s3();
        String bucket = inputs.need("bucket");
        CreateBucketRequest.Builder request = CreateBucketRequest.builder()
                .bucket(bucket)
                .objectLockEnabledForBucket(inputs.maybeFlag("objectLockEnabled"));
        if (!call.clients().region().equals("us-east-1")) {
            request.createBucketConfiguration(configuration ->
                    configuration.locationConstraint(call.clients().region()));
        }
        s3.createBucket(request.build());
        return Steps.after(bucket, () -> putTags(s3, bucket, inputs.textMap(Tags.ALL)));
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        S3Client s3 = call.clients().s3();
        s3.headBucket(request -> request.bucket(id));
        String region = s3.getBucketLocation(request -> request.bucket(id)).locationConstraintAsString();
        String home = region == null || region.isEmpty() || region.equals("null") ? "us-east-1" : region;
        return Optional.of(PropertyMap.EMPTY
                .with("arn", "arn:" + call.clients().partition() + ":s3:::" + id)
                .with("bucket", id)
                .with("bucketDomainName", id + ".s3.amazonaws.com")
                .with("bucketRegionalDomainName", id + ".s3." + home + ".amazonaws.com")
                .with("region", home)
                .with(Tags.ALL, readTags(s3, id)));
    }

    @Override
    public void update(Call call, String id, Change change) {
        if (change.touches(Tags.ALL)) {
            putTags(call.clients().s3(), id, change.inputs().textMap(Tags.ALL));
        }
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        S3Client s3 = call.clients().s3();
        if (state.flag("forceDestroy")) {
            empty(s3, id);
        }
        s3.deleteBucket(request -> request.bucket(id));
    }

    private static Map<String, Object> readTags(S3Client s3, String bucket) {
        try {
            return Tags.read(
                    s3.getBucketTagging(request -> request.bucket(bucket)).tagSet(), Tag::key, Tag::value);
        } catch (S3Exception e) {
            if (AwsErrors.code(e).equals("NoSuchTagSet")) {
                return Map.of();
            }
            throw e;
        }
    }

    private static void putTags(S3Client s3, String bucket, Map<String, String> tags) {
        if (tags.isEmpty()) {
            s3.deleteBucketTagging(request -> request.bucket(bucket));
            return;
        }
        List<Tag> tagSet = tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        s3.putBucketTagging(request -> request.bucket(bucket).tagging(tagging -> tagging.tagSet(tagSet)));
    }

    private static void empty(S3Client s3, String bucket) {
        List<ObjectIdentifier> objects = new ArrayList<>();
        s3.listObjectVersionsPaginator(request -> request.bucket(bucket)).forEach(page -> {
            page.versions().forEach(version -> objects.add(object(version.key(), version.versionId())));
            page.deleteMarkers().forEach(marker -> objects.add(object(marker.key(), marker.versionId())));
        });
        for (int from = 0; from < objects.size(); from += LARGEST_DELETE) {
            List<ObjectIdentifier> some = objects.subList(from, Math.min(from + LARGEST_DELETE, objects.size()));
            s3.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(some)));
        }
    }

    private static ObjectIdentifier object(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
