package dev.slipway.local.cloud.codepipeline.execution.action;

import dev.slipway.local.cloud.clients.CloudClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.util.Collections;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Puts an artifact into a bucket: as one zip, or its files.
 *
 * @param clients call the gateway
 * @param roles are what an action works as
 * @param artifacts pass from action to action
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-S3Deploy.html">S3 deploy action</a>
 */
public record S3Deploy(CloudClients clients, Roles roles, Artifacts artifacts) implements ActionExecutor {
    @Override
    public Outcome step(ActionTask task) throws ActionFailure {
        var caller = roles.of(task);
        var s3 = clients.client(S3Client.builder().forcePathStyle(true), task.actionRegion(), caller);
        var key = task.setting("ObjectKey");
        var extract = task.setting("Extract").equals("true");
        if (!extract && key.isEmpty()) {
            throw new ActionFailure("ConfigurationError", "ObjectKey is not given, but Extract is not true");
        }
        var input = task.run().input().inputs().values().iterator().next();
        try (var zip = artifacts.get(task, caller, input)) {
            if (extract) {
                extract(task, s3, zip, key);
            } else {
                s3.putObject(request(task, key), zip.file());
            }
        }
        return Outcome.succeeded(task.run().progress(), Map.of());
    }

    private static void extract(ActionTask task, S3Client s3, Download zip, String key) throws ActionFailure {
        var folder = key.isEmpty() || key.endsWith("/") ? key : key + "/";
        try (var archive = new ZipFile(zip.file().toFile())) {
            for (var entry : Collections.list(archive.entries())) {
                if (!entry.isDirectory()) {
                    try (var content = archive.getInputStream(entry)) {
                        s3.putObject(
                                request(task, folder + entry.getName()), RequestBody.fromBytes(content.readAllBytes()));
                    }
                }
            }
        } catch (ZipException e) {
            throw new ActionFailure(
                    "ConfigurationError", "The input artifact is not a zip, or is damaged, but Extract is true");
        } catch (IOException e) {
            throw new UncheckedIOException("the input artifact could not be read", e);
        }
    }

    private static PutObjectRequest request(ActionTask task, String key) {
        var request =
                PutObjectRequest.builder().bucket(task.setting("BucketName")).key(key);
        var type = URLConnection.guessContentTypeFromName(key);
        if (type != null) {
            request.contentType(type);
        }
        if (!task.setting("CannedACL").isEmpty()) {
            request.acl(task.setting("CannedACL"));
        }
        if (!task.setting("CacheControl").isEmpty()) {
            request.cacheControl(task.setting("CacheControl"));
        }
        if (!task.setting("KMSEncryptionKeyARN").isEmpty()) {
            request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(task.setting("KMSEncryptionKeyARN"));
        }
        return request.build();
    }
}
