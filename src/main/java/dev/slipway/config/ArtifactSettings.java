package dev.slipway.config;

import dev.slipway.blueprint.BucketName;
import org.jspecify.annotations.Nullable;

/** The bucket that carries artifacts from stage to stage, and its key; shared by all pipelines of the stack. */
public record ArtifactSettings(
        @Setting("Name of the bucket; without it PROJECT-STACK-ACCOUNT-REGION.") @Nullable BucketName bucketName,
        @Setting(
                        value =
                                "Days that artifacts are kept. A rollback needs the artifacts of the last success: keep them longer than the longest pause between two deployments.",
                        standard = "90",
                        least = 1,
                        greatest = 3650)
                int expirationDays,
        @Setting(
                        value = "Days that an overwritten or expired version is kept before it is gone for good.",
                        standard = "30",
                        least = 1,
                        greatest = 3650)
                int noncurrentVersionExpirationDays,
        @Setting(
                        value = "Days until an upload that was never completed is removed.",
                        standard = "3",
                        least = 1,
                        greatest = 365)
                int abortIncompleteMultipartUploadDays,
        @Setting(
                        value = "Days between a destroy and the end of the KMS key; until then it can be restored.",
                        standard = "30",
                        least = 7,
                        greatest = 30)
                int keyDeletionWindowDays,
        @Setting(
                        value =
                                "true: a destroy deletes the bucket with its artifacts. false: it fails while there are any.",
                        standard = "false")
                boolean forceDestroy) {}
