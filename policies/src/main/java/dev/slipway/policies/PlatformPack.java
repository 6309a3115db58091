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
import dev.slipway.policies.rules.codebuild.ImageBuildsCacheLayers;
import dev.slipway.policies.rules.codebuild.PrivilegedBuildsUseDocker;
import dev.slipway.policies.rules.codebuild.SourceIsFetchedOverTls;
import dev.slipway.policies.rules.codebuild.SourceLocationHoldsNoCredentials;
import dev.slipway.policies.rules.codebuild.StrangersStartNoBuilds;
import dev.slipway.policies.rules.codebuild.WebhookFiltersAreAnchored;
import dev.slipway.policies.rules.codecommit.CodeHasOwnKey;
import dev.slipway.policies.rules.codecommit.MergesNeedApproval;
import dev.slipway.policies.rules.codedeploy.AlarmsStopDeployments;
import dev.slipway.policies.rules.codedeploy.FailedDeploymentsRollBack;
import dev.slipway.policies.rules.codepipeline.DeploymentIsApproved;
import dev.slipway.policies.rules.codepipeline.DeploymentsRollBackOrRetry;
import dev.slipway.policies.rules.codepipeline.PipelineArtifactsHaveOwnKey;
import dev.slipway.policies.rules.codepipeline.PipelineHoldsNoCredentials;
import dev.slipway.policies.rules.codepipeline.PipelineIsV2;
import dev.slipway.policies.rules.codepipeline.SourcesAreNotPolled;
import dev.slipway.policies.rules.codepipeline.StagesFitTogether;
import dev.slipway.policies.rules.codepipeline.TriggersFitTheirSources;
import dev.slipway.policies.rules.ecr.ImageTagsAreImmutable;
import dev.slipway.policies.rules.ecr.ImagesAreEncryptedWithKms;
import dev.slipway.policies.rules.ecr.ImagesAreScanned;
import dev.slipway.policies.rules.ecr.ImagesExpire;
import dev.slipway.policies.rules.ecr.RepositoryPolicyIsClosed;
import dev.slipway.policies.rules.ecs.ClusterHasContainerInsights;
import dev.slipway.policies.rules.ecs.ContainerVariablesHoldNoCredentials;
import dev.slipway.policies.rules.ecs.ContainersAreNotPrivileged;
import dev.slipway.policies.rules.ecs.ContainersWriteLogs;
import dev.slipway.policies.rules.ecs.FailedTasksRollBack;
import dev.slipway.policies.rules.ecs.RootFilesystemsAreReadOnly;
import dev.slipway.policies.rules.ecs.TaskRolesDiffer;
import dev.slipway.policies.rules.ecs.TasksHaveNoPublicAddress;
import dev.slipway.policies.rules.eventbridge.EventBusIsClosed;
import dev.slipway.policies.rules.eventbridge.EventPermissionIsClosed;
import dev.slipway.policies.rules.eventbridge.TargetHasRole;
import dev.slipway.policies.rules.eventbridge.TargetRoleIsLimited;
import dev.slipway.policies.rules.iam.NoFullAdmin;
import dev.slipway.policies.rules.iam.PassRoleIsLimited;
import dev.slipway.policies.rules.kms.KeyDeletionWaits;
import dev.slipway.policies.rules.kms.KeyPolicyIsClosed;
import dev.slipway.policies.rules.kms.KeysAreEnabled;
import dev.slipway.policies.rules.kms.KeysRotate;
import dev.slipway.policies.rules.logs.LogsExpire;
import dev.slipway.policies.rules.logs.LogsHaveOwnKey;
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
import dev.slipway.policies.rules.secretsmanager.SecretDeletionWaits;
import dev.slipway.policies.rules.secretsmanager.SecretPolicyIsClosed;
import dev.slipway.policies.rules.secretsmanager.SecretsHaveOwnKey;
import dev.slipway.policies.rules.sns.TopicPolicyIsClosed;
import dev.slipway.policies.rules.sns.TopicsAreEncrypted;
import dev.slipway.policies.rules.sns.TopicsAreReachedOverTls;
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
            new ImageBuildsCacheLayers(),
            new PrivilegedBuildsUseDocker(),
            new SourceIsFetchedOverTls(),
            new SourceLocationHoldsNoCredentials(),
            new StrangersStartNoBuilds(),
            new WebhookFiltersAreAnchored(),
            // codecommit
            new CodeHasOwnKey(),
            new MergesNeedApproval(),
            // codedeploy
            new AlarmsStopDeployments(),
            new FailedDeploymentsRollBack(),
            // codepipeline
            new DeploymentIsApproved(),
            new DeploymentsRollBackOrRetry(),
            new PipelineArtifactsHaveOwnKey(),
            new PipelineHoldsNoCredentials(),
            new PipelineIsV2(),
            new SourcesAreNotPolled(),
            new StagesFitTogether(),
            new TriggersFitTheirSources(),
            // ecr
            new ImageTagsAreImmutable(),
            new ImagesAreEncryptedWithKms(),
            new ImagesAreScanned(),
            new ImagesExpire(),
            new RepositoryPolicyIsClosed(),
            // ecs
            new ClusterHasContainerInsights(),
            new ContainerVariablesHoldNoCredentials(),
            new ContainersAreNotPrivileged(),
            new ContainersWriteLogs(),
            new FailedTasksRollBack(),
            new RootFilesystemsAreReadOnly(),
            new TaskRolesDiffer(),
            new TasksHaveNoPublicAddress(),
            // eventbridge
            new EventBusIsClosed(),
            new EventPermissionIsClosed(),
            new TargetHasRole(),
            new TargetRoleIsLimited(),
            // iam
            new NoFullAdmin(),
            new PassRoleIsLimited(),
            // kms
            new KeyDeletionWaits(),
            new KeyPolicyIsClosed(),
            new KeysAreEnabled(),
            new KeysRotate(),
            // logs
            new LogsExpire(),
            new LogsHaveOwnKey(),
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
            new MultipartUploadsAreAborted(),
            // secretsmanager
            new SecretDeletionWaits(),
            new SecretPolicyIsClosed(),
            new SecretsHaveOwnKey(),
            // sns
            new TopicPolicyIsClosed(),
            new TopicsAreEncrypted(),
            new TopicsAreReachedOverTls()
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
