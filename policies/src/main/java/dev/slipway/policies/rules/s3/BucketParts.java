package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import java.util.List;

/**
 * A bucket and what belongs to it. The AWS provider splits a bucket into several resources, and has had them with and without
 * a V2 in their names.
 */
final class BucketParts {
    /** Buckets in all spellings. */
    static final String[] BUCKETS = {"aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"};

    private final ResourceView bucket;
    private final StackView stack;

    BucketParts(ResourceView bucket, StackView stack) {
        this.bucket = bucket;
        this.stack = stack;
    }

    List<ResourceView> lifecycles() {
        return split("BucketLifecycleConfiguration");
    }

    List<ResourceView> encryptions() {
        return split("BucketServerSideEncryptionConfiguration");
    }

    List<ResourceView> versionings() {
        return split("BucketVersioning");
    }

    List<ResourceView> publicAccessBlocks() {
        return split("BucketPublicAccessBlock");
    }

    List<ResourceView> ownershipControls() {
        return split("BucketOwnershipControls");
    }

    List<ResourceView> policies() {
        return split("BucketPolicy");
    }

    /** The resources of a kind, with and without V2, that name this bucket. */
    private List<ResourceView> split(String kind) {
        String module = "aws:s3/b" + kind.substring(1);
        return stack.referring(bucket, "bucket", module + ":" + kind, module + "V2:" + kind + "V2");
    }
}
