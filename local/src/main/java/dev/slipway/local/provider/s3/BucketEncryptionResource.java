package dev.slipway.local.provider.s3;

import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2Args;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/** The default encryption of a bucket. */
public final class BucketEncryptionResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(
                    BucketServerSideEncryptionConfigurationV2.class,
                    BucketServerSideEncryptionConfigurationV2Args.class)
            .replacedBy("bucket", "expectedBucketOwner")
            .unsupported("expectedBucketOwner")
            .sets("rules")
            .allow(
                    "rules.*.applyServerSideEncryptionByDefault.sseAlgorithm",
                    Allowed.oneOf(ServerSideEncryption.knownValues()))
            .missingCodes("NoSuchBucket", "ServerSideEncryptionConfigurationNotFoundError")
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
                                .getBucketEncryption(request -> request.bucket(id))
                                .serverSideEncryptionConfiguration(),
                        BucketServerSideEncryptionConfigurationV2Args.class)
                .with("bucket", id));
    }

    @Override
    public void update(Call call, String id, Change change) {
        put(call, id, change.inputs());
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().s3().deleteBucketEncryption(request -> request.bucket(id));
    }

    private static void put(Call call, String bucket, PropertyMap inputs) {
        PropertyMap configuration = inputs.only("rules");
        call.clients().s3().putBucketEncryption(request -> request.bucket(bucket)
                .serverSideEncryptionConfiguration(
                        Shapes.write(configuration, ServerSideEncryptionConfiguration.builder())
                                .build()));
    }
}
