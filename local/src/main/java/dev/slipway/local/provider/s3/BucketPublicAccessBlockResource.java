package dev.slipway.local.provider.s3;

import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** What a bucket blocks of public access. */
public final class BucketPublicAccessBlockResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(
                    BucketPublicAccessBlock.class, BucketPublicAccessBlockArgs.class)
            .byDefault("blockPublicAcls", false)
            .byDefault("blockPublicPolicy", false)
            .byDefault("ignorePublicAcls", false)
            .byDefault("restrictPublicBuckets", false)
            .replacedBy("bucket")
            .missingCodes("NoSuchBucket", "NoSuchPublicAccessBlockConfiguration")
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
        return Optional.of(Shapes.read(
                        call.clients()
                                .s3()
                                .getPublicAccessBlock(request -> request.bucket(id))
                                .publicAccessBlockConfiguration(),
                        BucketPublicAccessBlockArgs.class)
                .with("bucket", id));
    }

    @Override
    public void update(Call call, String id, Change change) {
        put(call, id, change.inputs());
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().s3().deletePublicAccessBlock(request -> request.bucket(id));
    }

    private static void put(Call call, String bucket, PropertyMap inputs) {
        PropertyMap configuration = inputs.without("bucket");
        call.clients().s3().putPublicAccessBlock(request -> request.bucket(bucket)
                .publicAccessBlockConfiguration(Shapes.write(configuration, PublicAccessBlockConfiguration.builder())
                        .build()));
    }
}
