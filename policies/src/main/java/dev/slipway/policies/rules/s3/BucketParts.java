package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import java.util.List;
import java.util.Set;

/**
 * A bucket and what belongs to it. The AWS provider splits a bucket into several resources, and has had them with and without
 * a V2 in their names. A part whose bucket is elsewhere stands for its bucket, and has no other parts.
 */
final class BucketParts {
    /** Buckets in all spellings. */
    static final String[] BUCKETS = {"aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"};

    static final String LIFECYCLE = "BucketLifecycleConfiguration";
    static final String ENCRYPTION = "BucketServerSideEncryptionConfiguration";
    static final String VERSIONING = "BucketVersioning";
    static final String PUBLIC_ACCESS_BLOCK = "BucketPublicAccessBlock";
    static final String OWNERSHIP = "BucketOwnershipControls";
    static final String POLICY = "BucketPolicy";
    static final String LOGGING = "BucketLogging";

    /** Those that no version of the provider has with a V2. */
    private static final Set<String> ALWAYS_ALIKE = Set.of(PUBLIC_ACCESS_BLOCK, OWNERSHIP, POLICY);

    private final ResourceView bucket;
    private final StackView stack;

    BucketParts(ResourceView bucket, StackView stack) {
        this.bucket = bucket;
        this.stack = stack;
    }

    List<ResourceView> lifecycles() {
        return split(LIFECYCLE);
    }

    List<ResourceView> encryptions() {
        return split(ENCRYPTION);
    }

    List<ResourceView> versionings() {
        return split(VERSIONING);
    }

    List<ResourceView> publicAccessBlocks() {
        return split(PUBLIC_ACCESS_BLOCK);
    }

    List<ResourceView> ownershipControls() {
        return split(OWNERSHIP);
    }

    List<ResourceView> policies() {
        return split(POLICY);
    }

    List<ResourceView> loggings() {
        return split(LOGGING);
    }

    /** The resources of a kind, with and without V2, that name this bucket. */
    private List<ResourceView> split(String kind) {
        String[] types = types(kind);
        if (List.of(BUCKETS).contains(bucket.type())) {
            return stack.referring(bucket, "bucket", types);
        }
        return List.of(types).contains(bucket.type()) ? List.of(bucket) : List.of();
    }

    /** A kind of part, such as BucketVersioning, in all spellings. */
    static String[] types(String kind) {
        String module = "aws:s3/b" + kind.substring(1);
        return ALWAYS_ALIKE.contains(kind)
                ? new String[] {module + ":" + kind}
                : new String[] {module + ":" + kind, module + "V2:" + kind + "V2"};
    }
}
