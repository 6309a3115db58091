package dev.slipway.local.cloud.codepipeline.execution.action;

import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionOutcome;
import dev.slipway.local.cloud.codepipeline.execution.model.Location;
import dev.slipway.local.cloud.codepipeline.execution.model.Revision;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Takes a zip of a versioned bucket: the newest version, or the one that the start of the execution names.
 *
 * @param clients call the gateway
 * @param roles are what an action works as
 * @param artifacts pass from action to action
 * @param clock the time
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-S3.html">S3 source action</a>
 */
public record S3Source(CloudClients clients, Roles roles, Artifacts artifacts, Clock clock) implements ActionExecutor {
    @Override
    public Outcome step(ActionTask task) throws ActionFailure {
        var bucket = task.setting("S3Bucket");
        var key = task.setting("S3ObjectKey");
        var caller = roles.of(task);
        var found = find(task, clients.client(S3Client.builder().forcePathStyle(true), task.actionRegion(), caller));
        var version = String.valueOf(found.versionId());
        try (var zip = artifacts.get(task, caller, new Location(bucket, key), version)) {
            for (var output : task.run().input().outputs().values()) {
                artifacts.put(task, caller, output, zip.file());
            }
        }
        var variables = Map.of("BucketName", bucket, "ObjectKey", key, "VersionId", version, "ETag", found.eTag());
        var summary = "Amazon S3 version id: " + version;
        return new Outcome(
                task.run().progress().external(version, "").says(summary),
                new ActionOutcome("", "", variables, new Revision(version, summary, "", clock.instant())));
    }

    private static GetObjectResponse find(ActionTask task, S3Client s3) throws ActionFailure {
        var bucket = task.setting("S3Bucket");
        var key = task.setting("S3ObjectKey");
        var asked = task.run().input().revision();
        try {
            if (s3.getBucketVersioning(request -> request.bucket(bucket)).status() != BucketVersioningStatus.ENABLED) {
                throw new ActionFailure(
                        "ConfigurationError", "The source bucket '%s' has no versioning: enable it".formatted(bucket));
            }
            var request = GetObjectRequest.builder().bucket(bucket).key(key);
            if (!asked.isEmpty()) {
                request.versionId(asked);
            }
            // HeadObject would do, but its refusals have no body, and so no reason that a user could read.
            var object = s3.getObject(request.build());
            object.abort();
            return object.response();
        } catch (S3Exception refused) {
            if (refused.statusCode() != 404) {
                throw refused;
            }
            throw new ActionFailure(
                    "RevisionUnavailable",
                    asked.isEmpty()
                            ? "The object '%s' of bucket '%s' does not exist".formatted(key, bucket)
                            : "The object '%s' of bucket '%s' has no version '%s'".formatted(key, bucket, asked));
        }
    }
}
