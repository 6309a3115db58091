package dev.slipway.cicd;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2Args;
import com.pulumi.aws.s3.BucketOwnershipControls;
import com.pulumi.aws.s3.BucketOwnershipControlsArgs;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2Args;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.s3.BucketVersioningV2;
import com.pulumi.aws.s3.BucketVersioningV2Args;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleFilterArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketOwnershipControlsRuleArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketVersioningV2VersioningConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.blueprint.BucketName;
import dev.slipway.blueprint.Range;
import dev.slipway.roles.ArtifactBucketPolicy;
import dev.slipway.roles.Scope;
import dev.slipway.roles.StackKeyPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bucket that carries artifacts from stage to stage, and the key that encrypts them; one for all pipelines of a stack.
 *
 * <p>Creates a KMS key with rotation and its alias, and a bucket that is versioned, encrypted with the key, closed to the
 * public and to requests without current TLS, without ACLs, and with a lifecycle that expires current and noncurrent
 * versions and removes uploads that were never completed.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html#concepts-artifacts">AWS reference</a>
 */
public final class ArtifactStore extends ComponentResource {
    private static final Range DAYS = new Range(1, 3650);
    private static final Range KEY_DELETION_DAYS = new Range(7, 30);
    private static final int ROTATION_DAYS = 365;

    @Export(name = "bucketName", refs = String.class)
    private final Output<String> bucketName;

    @Export(name = "bucketArn", refs = String.class)
    private final Output<String> bucketArn;

    @Export(name = "keyArn", refs = String.class)
    private final Output<String> keyArn;

    private final String where;
    private final CustomResourceOptions inside;

    /** Creates the bucket and the key. */
    public ArtifactStore(String name, ArtifactStoreArgs args, @Nullable ComponentResourceOptions options) {
        super("slipway:index:ArtifactStore", name, options);
        this.where = "ArtifactStore \"%s\"".formatted(name);
        this.inside = Children.of(this);
        var scope = ScopeArgs.of(args.scope(), this);
        var tags = Tags.of(where, args.tags());

        var key = key(name, args, scope, tags);
        var bucket = bucket(name, args, scope, tags);
        this.bucketName = bucket.bucket();
        this.bucketArn = bucket.arn();
        this.keyArn = key.arn();
        encryption(name);
        versioning(name);
        lifecycle(name, args);
        access(name, scope);

        registerOutputs(Map.of("bucketName", bucketName, "bucketArn", bucketArn, "keyArn", keyArn));
    }

    private Key key(String name, ArtifactStoreArgs args, Output<Scope> scope, Output<Map<String, String>> tags) {
        var key = new Key(
                name + "-key",
                KeyArgs.builder()
                        .description("Artifacts, images and logs of the pipelines of " + name)
                        .enableKeyRotation(true)
                        .rotationPeriodInDays(ROTATION_DAYS)
                        .deletionWindowInDays(Checked.number(
                                where, "keyDeletionWindowDays", KEY_DELETION_DAYS, args.keyDeletionWindowDays()))
                        .policy(scope.applyValue(
                                known -> new StackKeyPolicy(known).document().toJson()))
                        .tags(tags)
                        .build(),
                inside);
        new Alias(
                name + "-alias",
                AliasArgs.builder()
                        .name("alias/" + name)
                        .targetKeyId(key.keyId())
                        .build(),
                inside);
        return key;
    }

    private BucketV2 bucket(
            String name, ArtifactStoreArgs args, Output<Scope> scope, Output<Map<String, String>> tags) {
        var bucket = args.bucketName()
                .orElseGet(
                        () -> scope.applyValue(known -> "%s-%s-%s".formatted(name, known.account(), known.region())));
        return new BucketV2(
                name,
                BucketV2Args.builder()
                        .bucket(Checked.text(where, "bucketName", BucketName.RULE, bucket))
                        .forceDestroy(args.forceDestroy())
                        .tags(tags)
                        .build(),
                inside);
    }

    private void encryption(String name) {
        new BucketServerSideEncryptionConfigurationV2(
                name + "-encryption",
                BucketServerSideEncryptionConfigurationV2Args.builder()
                        .bucket(bucketName)
                        .rules(BucketServerSideEncryptionConfigurationV2RuleArgs.builder()
                                .applyServerSideEncryptionByDefault(
                                        BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs
                                                .builder()
                                                .sseAlgorithm("aws:kms")
                                                .kmsMasterKeyId(keyArn)
                                                .build())
                                .bucketKeyEnabled(true)
                                .build())
                        .build(),
                inside);
    }

    private void versioning(String name) {
        new BucketVersioningV2(
                name + "-versioning",
                BucketVersioningV2Args.builder()
                        .bucket(bucketName)
                        .versioningConfiguration(BucketVersioningV2VersioningConfigurationArgs.builder()
                                .status("Enabled")
                                .build())
                        .build(),
                inside);
    }

    private void lifecycle(String name, ArtifactStoreArgs args) {
        new BucketLifecycleConfigurationV2(
                name + "-lifecycle",
                BucketLifecycleConfigurationV2Args.builder()
                        .bucket(bucketName)
                        .rules(BucketLifecycleConfigurationV2RuleArgs.builder()
                                .id("expire-artifacts")
                                .status("Enabled")
                                .filter(BucketLifecycleConfigurationV2RuleFilterArgs.builder()
                                        .prefix("")
                                        .build())
                                .expiration(BucketLifecycleConfigurationV2RuleExpirationArgs.builder()
                                        .days(Checked.number(where, "expirationDays", DAYS, args.expirationDays()))
                                        .build())
                                .noncurrentVersionExpiration(
                                        BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs.builder()
                                                .noncurrentDays(Checked.number(
                                                        where,
                                                        "noncurrentVersionExpirationDays",
                                                        DAYS,
                                                        args.noncurrentVersionExpirationDays()))
                                                .build())
                                .abortIncompleteMultipartUpload(
                                        BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs.builder()
                                                .daysAfterInitiation(Checked.number(
                                                        where,
                                                        "abortIncompleteMultipartUploadDays",
                                                        DAYS,
                                                        args.abortIncompleteMultipartUploadDays()))
                                                .build())
                                .build())
                        .build(),
                inside);
    }

    private void access(String name, Output<Scope> scope) {
        var block = new BucketPublicAccessBlock(
                name + "-public-access",
                BucketPublicAccessBlockArgs.builder()
                        .bucket(bucketName)
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build(),
                inside);
        new BucketOwnershipControls(
                name + "-ownership",
                BucketOwnershipControlsArgs.builder()
                        .bucket(bucketName)
                        .rule(BucketOwnershipControlsRuleArgs.builder()
                                .objectOwnership("BucketOwnerEnforced")
                                .build())
                        .build(),
                inside);
        // S3 answers OperationAborted when the access block and the policy of a bucket change at the same time.
        new BucketPolicy(
                name + "-policy",
                BucketPolicyArgs.builder()
                        .bucket(bucketName)
                        .policy(Output.tuple(scope, bucketName)
                                .applyValue(known -> new ArtifactBucketPolicy(known.t1, known.t2)
                                        .document()
                                        .toJson()))
                        .build(),
                CustomResourceOptions.builder().parent(this).dependsOn(block).build());
    }

    /** Name of the bucket. */
    public Output<String> bucketName() {
        return bucketName;
    }

    /** ARN of the bucket. */
    public Output<String> bucketArn() {
        return bucketArn;
    }

    /** ARN of the key. */
    public Output<String> keyArn() {
        return keyArn;
    }
}
