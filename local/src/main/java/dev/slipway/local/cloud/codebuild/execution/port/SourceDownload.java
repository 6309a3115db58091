package dev.slipway.local.cloud.codebuild.execution.port;

import dev.slipway.local.cloud.codebuild.execution.model.BuildSource;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Brings the sources of a build, as the build's role. */
@FunctionalInterface
public interface SourceDownload {
    /**
     * Puts a source's files into an empty folder.
     *
     * @return the commit that was brought, or null where there is none
     * @throws CloudCallException if the cloud refused; the build fails in DOWNLOAD_SOURCE
     * @throws IOException if a file could not be written
     */
    @Nullable
    String into(BuildSource source, Path folder) throws CloudCallException, IOException;
}
