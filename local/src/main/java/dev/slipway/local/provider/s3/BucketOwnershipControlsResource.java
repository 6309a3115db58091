package dev.slipway.local.provider.s3;

import com.pulumi.aws.s3.BucketOwnershipControls;
import com.pulumi.aws.s3.BucketOwnershipControlsArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** Who owns the objects of a bucket. */
public final class BucketOwnershipControlsResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(
                    BucketOwnershipControls.class, BucketOwnershipControlsArgs.class)
            .replacedBy("bucket")
            .allow("rule.objectOwnership", Allowed.oneOf(ObjectOwnership.knownValues()))
            .missingCodes("NoSuchBucket", "OwnershipControlsNotFoundError")
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
        return call
                .clients()
                .s3()
                .getBucketOwnershipControls(request -> request.bucket(id))
                .ownershipControls()
                .rules()
                .stream()
                .findFirst()
                .map(rule -> PropertyMap.EMPTY
                        .with("bucket", id)
                        .with("rule", PropertyMap.EMPTY.with("objectOwnership", rule.objectOwnershipAsString())));
    }

    @Override
    public void update(Call call, String id, Change change) {
        put(call, id, change.inputs());
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().s3().deleteBucketOwnershipControls(request -> request.bucket(id));
    }

    private static void put(Call call, String bucket, PropertyMap inputs) {
        OwnershipControlsRule rule = Shapes.write(inputs.object("rule"), OwnershipControlsRule.builder())
                .build();
        call.clients().s3().putBucketOwnershipControls(request -> request.bucket(bucket)
                .ownershipControls(controls -> controls.rules(rule)));
    }
}
