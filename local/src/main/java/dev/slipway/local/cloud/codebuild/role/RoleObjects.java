package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import dev.slipway.local.cloud.codebuild.execution.port.ArtifactTransfer;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Objects of S3 that a build's role may read and write. */
final class RoleObjects implements ArtifactTransfer {
    private final BuildRole role;
    private final @Nullable String key;

    /** @param key KMS key for what is put, or null to leave that to the bucket */
    RoleObjects(BuildRole role, @Nullable String key) {
        this.role = role;
        this.key = key;
    }

    private S3Client s3() throws CloudCallException {
        return role.client(S3Client.builder().forcePathStyle(true));
    }

    @Override
    public void upload(Path file, S3Location to) throws CloudCallException {
        var request = PutObjectRequest.builder().bucket(to.bucket()).key(to.key());
        if (key != null) {
            request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(key);
        }
        try (var s3 = s3()) {
            BuildRole.call(() -> s3.putObject(request.build(), file));
        }
    }

    @Override
    public boolean download(S3Location from, Path file) throws CloudCallException {
        try {
            download(from, null, file);
            return true;
        } catch (CloudCallException e) {
            if (e.getCause() instanceof NoSuchKeyException) {
                return false;
            }
            throw e;
        }
    }

    /** Gets one version of an object; the newest when none is given. */
    void download(S3Location from, @Nullable String version, Path file) throws CloudCallException {
        try (var s3 = s3()) {
            BuildRole.call(() -> {
                try (var object = s3.getObject(
                        request -> request.bucket(from.bucket()).key(from.key()).versionId(version))) {
                    return Files.copy(object, file, StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new CloudCallException("RequestError", "reading " + from.arn() + " ended early: " + e, e);
                }
            });
        }
    }

    @Override
    public Optional<S3Location> newest(S3Location beginning, String end) throws CloudCallException {
        try (var s3 = s3()) {
            return BuildRole.call(() -> s3
                    .listObjectsV2Paginator(
                            request -> request.bucket(beginning.bucket()).prefix(beginning.key()))
                    .contents()
                    .stream()
                    .filter(object -> object.key().endsWith(end))
                    .max(Comparator.comparing(S3Object::lastModified))
                    .map(object -> new S3Location(beginning.bucket(), object.key())));
        }
    }

    /** The keys below a prefix. */
    List<String> keys(String bucket, String prefix) throws CloudCallException {
        try (var s3 = s3()) {
            return BuildRole.call(() ->
                    s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                            .map(S3Object::key)
                            .filter(name -> !name.endsWith("/"))
                            .toList());
        }
    }
}
