package dev.slipway.policies;

import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.rules.codebuild.BuildArtifactsHaveOwnKey;
import dev.slipway.policies.rules.codebuild.BuildBadgeIsOff;
import dev.slipway.policies.rules.codebuild.BuildImageIsCurrent;
import dev.slipway.policies.rules.codebuild.BuildIsCached;
import dev.slipway.policies.rules.codebuild.BuildLogsExpire;
import dev.slipway.policies.rules.codebuild.BuildOutputsAreEncrypted;
import dev.slipway.policies.rules.codebuild.BuildVariablesHoldNoCredentials;
import dev.slipway.policies.rules.codebuild.BuildsAreNotPublic;
import dev.slipway.policies.rules.codebuild.BuildsTimeOut;
import dev.slipway.policies.rules.codebuild.BuildsWriteLogs;
import dev.slipway.policies.rules.codebuild.PrivilegedBuildsUseDocker;
import dev.slipway.policies.rules.codebuild.SourceIsFetchedOverTls;
import dev.slipway.policies.rules.codebuild.SourceLocationHoldsNoCredentials;
import dev.slipway.policies.rules.codebuild.StrangersStartNoBuilds;
import dev.slipway.policies.rules.codebuild.WebhookFiltersAreAnchored;
import dev.slipway.policies.rules.ecr.ImageTagsAreImmutable;
import dev.slipway.policies.rules.ecr.ImagesAreEncryptedWithKms;
import dev.slipway.policies.rules.ecr.ImagesAreScanned;
import dev.slipway.policies.rules.ecr.ImagesExpire;
import dev.slipway.policies.rules.ecr.RepositoryPolicyIsClosed;
import dev.slipway.policies.rules.iam.NoFullAdmin;
import dev.slipway.policies.rules.iam.PassRoleIsLimited;
import dev.slipway.policies.rules.logs.LogsExpire;
import dev.slipway.policies.rules.s3.BucketAclGrantsNothing;
import dev.slipway.policies.rules.s3.BucketBlocksPublicAccess;
import dev.slipway.policies.rules.s3.BucketHasLifecycle;
import dev.slipway.policies.rules.s3.BucketIsEncryptedWithKms;
import dev.slipway.policies.rules.s3.BucketIsReachedOverTls;
import dev.slipway.policies.rules.s3.BucketKeepsVersions;
import dev.slipway.policies.rules.s3.BucketLifecycleExpiresEverything;
import dev.slipway.policies.rules.s3.BucketOwnerOwnsObjects;
import dev.slipway.policies.rules.s3.BucketPolicyIsClosed;
import dev.slipway.policies.rules.s3.MultipartUploadsAreAborted;
import java.util.List;

/** The one list of rules: one line a rule, by service, sorted. */
public final class PlatformPack {
    private static final List<Rule> RULES = List.of(
            // codebuild
            new BuildArtifactsHaveOwnKey(),
            new BuildBadgeIsOff(),
            new BuildImageIsCurrent(),
            new BuildIsCached(),
            new BuildLogsExpire(),
            new BuildOutputsAreEncrypted(),
            new BuildVariablesHoldNoCredentials(),
            new BuildsAreNotPublic(),
            new BuildsTimeOut(),
            new BuildsWriteLogs(),
            new PrivilegedBuildsUseDocker(),
            new SourceIsFetchedOverTls(),
            new SourceLocationHoldsNoCredentials(),
            new StrangersStartNoBuilds(),
            new WebhookFiltersAreAnchored(),
            // ecr
            new ImageTagsAreImmutable(),
            new ImagesAreEncryptedWithKms(),
            new ImagesAreScanned(),
            new ImagesExpire(),
            new RepositoryPolicyIsClosed(),
            // iam
            new NoFullAdmin(),
            new PassRoleIsLimited(),
            // logs
            new LogsExpire(),
            // s3
            new BucketAclGrantsNothing(),
            new BucketBlocksPublicAccess(),
            new BucketHasLifecycle(),
            new BucketIsEncryptedWithKms(),
            new BucketIsReachedOverTls(),
            new BucketKeepsVersions(),
            new BucketLifecycleExpiresEverything(),
            new BucketOwnerOwnsObjects(),
            new BucketPolicyIsClosed(),
            new MultipartUploadsAreAborted()
            // end
            );

    private PlatformPack() {}

    /** The pack. */
    public static Pack pack() {
        return new Pack(
                "slipway-policies",
                "Slipway policies",
                "0.1.0",
                "Least privilege, artifact lifecycle, build caching, and what peers check, for delivery pipelines on AWS",
                RULES);
    }
}
