package dev.slipway.local.provider.s3;

import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;

/** The policy of a bucket. */
public final class BucketPolicyResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(BucketPolicy.class, BucketPolicyArgs.class)
            .replacedBy("bucket")
            .policy("policy")
            .missingCodes("NoSuchBucket", "NoSuchBucketPolicy")
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
        return Optional.of(PropertyMap.EMPTY
                .with("bucket", id)
                .with(
                        "policy",
                        call.clients()
                                .s3()
                                .getBucketPolicy(request -> request.bucket(id))
                                .policy()));
    }

    @Override
    public void update(Call call, String id, Change change) {
        put(call, id, change.inputs());
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().s3().deleteBucketPolicy(request -> request.bucket(id));
    }

    private static void put(Call call, String bucket, PropertyMap inputs) {
        call.onceRoleIsUsable(() -> call.clients().s3().putBucketPolicy(request -> request.bucket(bucket)
                .policy(inputs.text("policy"))));
    }
}
