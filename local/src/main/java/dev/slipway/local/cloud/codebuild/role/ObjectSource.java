package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.codebuild.execution.files.BadZipException;
import dev.slipway.local.cloud.codebuild.execution.files.ZipFiles;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSource;
import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.SourceDownload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A source in S3: a zip, or all below a key that ends with a slash.
 *
 * @param objects reads S3 as the build's role
 * @param bucket the bucket
 * @param key the zip, or the folder; a folder's key may be empty
 * @param version version of the zip, or null for the newest
 * @param resolved what the build shall say that it built, or null for nothing
 */
record ObjectSource(RoleObjects objects, String bucket, String key, @Nullable String version, @Nullable String resolved)
        implements SourceDownload {
    @Override
    public @Nullable String into(BuildSource source, Path folder) throws CloudCallException, IOException {
        if (key.isEmpty() || key.endsWith("/")) {
            everything(folder);
        } else {
            zip(folder);
        }
        return resolved;
    }

    private void zip(Path folder) throws CloudCallException, IOException {
        var zip = Files.createTempFile("source", ".zip");
        try {
            objects.download(new S3Location(bucket, key), version, zip);
            ZipFiles.read(zip, folder);
        } catch (BadZipException e) {
            throw new CloudCallException(
                    "CLIENT_ERROR", "object %s of bucket %s: %s".formatted(key, bucket, e.getMessage()), e);
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    private void everything(Path folder) throws CloudCallException, IOException {
        for (var name : objects.keys(bucket, key)) {
            var file = folder.resolve(name.substring(key.length())).normalize();
            var parent = file.getParent();
            if (parent == null || !file.startsWith(folder)) {
                throw new IOException("object '%s' lies outside of the source".formatted(name));
            }
            Files.createDirectories(parent);
            objects.download(new S3Location(bucket, name), file);
        }
    }
}
