package dev.slipway.local.provider.s3;

import com.pulumi.aws.s3.BucketVersioningV2;
import com.pulumi.aws.s3.BucketVersioningV2Args;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.MFADelete;
import software.amazon.awssdk.services.s3.model.VersioningConfiguration;

/** The versioning of a bucket; deleting it suspends versioning, which is all that AWS offers. */
public final class BucketVersioningResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(BucketVersioningV2.class, BucketVersioningV2Args.class)
            .replacedBy("bucket", "expectedBucketOwner")
            .unsupported("expectedBucketOwner")
            .unsupported("mfa")
            .notReadable("mfa")
            .allow("versioningConfiguration.status", Allowed.oneOf("Enabled", "Suspended", "Disabled"))
            .allow("versioningConfiguration.mfaDelete", Allowed.oneOf(MFADelete.knownValues()))
            .missingCodes("NoSuchBucket")
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
        GetBucketVersioningResponse versioning = call.clients().s3().getBucketVersioning(request -> request.bucket(id));
        String status = versioning.statusAsString() == null ? "Disabled" : versioning.statusAsString();
        return Optional.of(PropertyMap.EMPTY
                .with("bucket", id)
                .with(
                        "versioningConfiguration",
                        PropertyMap.EMPTY.with("status", status).with("mfaDelete", versioning.mfaDeleteAsString())));
    }

    @Override
    public void update(Call call, String id, Change change) {
        put(call, id, change.inputs());
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        if (state.object("versioningConfiguration").text("status", "").equals("Enabled")) {
            put(
                    call,
                    id,
                    PropertyMap.EMPTY.with("versioningConfiguration", PropertyMap.EMPTY.with("status", "Suspended")));
        }
    }

    private static void put(Call call, String bucket, PropertyMap inputs) {
        PropertyMap wanted = inputs.object("versioningConfiguration");
        // A bucket starts without versioning, and AWS has no call for going back to that.
        if (!wanted.text("status", "").equals("Disabled")) {
            call.clients().s3().putBucketVersioning(request -> request.bucket(bucket)
                    .versioningConfiguration(Shapes.write(wanted, VersioningConfiguration.builder())
                            .build()));
        }
    }
}
