package dev.slipway.local.cloud.codepipeline.execution.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codepipeline.execution.model.Location;
import dev.slipway.local.cloud.signature.Credential;
import java.nio.file.Path;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Puts and gets artifacts, as the action that works with them. */
public final class Artifacts {
    /** The key that S3 has of its own in every account. */
    private static final String MANAGED_KEY = "alias/aws/s3";

    private static final String TYPE = "application/zip";

    private final CloudClients clients;

    /** Artifacts in the S3 of one gateway. */
    public Artifacts(CloudClients clients) {
        this.clients = clients;
    }

    private S3Client s3(ActionTask task, Credential caller) {
        return clients.client(S3Client.builder().forcePathStyle(true), task.actionRegion(), caller);
    }

    /** The declared store of the region that an action works in. */
    public static JsonNode store(ActionTask task) {
        var pipeline = task.pipeline().node();
        return pipeline.has("artifactStore")
                ? pipeline.path("artifactStore")
                : pipeline.path("artifactStores").path(task.actionRegion());
    }

    /** The declared key of that store; empty for the default one of S3. */
    public static String encryptionKey(ActionTask task) {
        return store(task).at("/encryptionKey/id").asText();
    }

    /** Puts the zip of an output artifact, encrypted with the declared key. */
    public void put(ActionTask task, Credential caller, Location to, Path zip) {
        var key = encryptionKey(task);
        var s3 = s3(task, caller);
        s3.getBucketVersioning(request -> request.bucket(to.bucket()));
        s3.putObject(
                request -> request.bucket(to.bucket())
                        .key(to.key())
                        .contentType(TYPE)
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(key.isEmpty() ? MANAGED_KEY : key),
                zip);
    }

    /**
     * Gets an input artifact.
     *
     * @throws ActionFailure with the words of AWS when it is gone or may not be read
     */
    Download get(ActionTask task, Credential caller, Location from) throws ActionFailure {
        return get(task, caller, from, "");
    }

    /** Gets one version of an object; an empty version is the newest. */
    Download get(ActionTask task, Credential caller, Location from, String version) throws ActionFailure {
        var download = new Download(freshName());
        var request = GetObjectRequest.builder().bucket(from.bucket()).key(from.key());
        if (!version.isEmpty()) {
            request.versionId(version);
        }
        try {
            s3(task, caller).getObject(request.build(), download.file());
            return download;
        } catch (SdkException e) {
            download.close();
            throw new ActionFailure(
                    "PermissionError",
                    ("Unable to access the artifact with Amazon S3 object key '%s' located in the Amazon S3 artifact"
                                    + " bucket '%s'. The provided role does not have sufficient permissions. (%s)")
                            .formatted(from.key(), from.bucket(), e.getMessage()));
        }
    }

    /** A name that nothing has yet: the client makes the file itself. */
    static Path freshName() {
        return Path.of(System.getProperty("java.io.tmpdir"), "slipway-artifact-" + UUID.randomUUID() + ".zip");
    }
}
