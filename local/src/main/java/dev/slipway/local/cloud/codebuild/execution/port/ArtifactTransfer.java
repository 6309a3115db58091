package dev.slipway.local.cloud.codebuild.execution.port;

import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import java.nio.file.Path;
import java.util.Optional;

/** Moves files between this machine and S3, as the build's role. */
public interface ArtifactTransfer {
    /**
     * Puts a file, by {@code s3:PutObject}.
     *
     * @throws CloudCallException if the role may not, or the bucket is gone
     */
    void upload(Path file, S3Location to) throws CloudCallException;

    /**
     * Gets a file, by {@code s3:GetObject}.
     *
     * @return whether there was one
     * @throws CloudCallException if the role may not
     */
    boolean download(S3Location from, Path file) throws CloudCallException;

    /**
     * The object that was put last of those whose keys begin and end so, by {@code s3:ListBucket}.
     *
     * @param beginning bucket and the beginning of the key
     * @throws CloudCallException if the role may not, or the bucket is gone
     */
    Optional<S3Location> newest(S3Location beginning, String end) throws CloudCallException;
}
