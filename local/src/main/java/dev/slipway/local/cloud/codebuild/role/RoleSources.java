package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.codebuild.execution.model.BuildSource;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.SourceDownload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sources of one build, each brought as its type asks for. */
final class RoleSources implements SourceDownload {
    private final Map<String, SourceDownload> sources;

    /** @param sources by identifier; the primary one has none */
    RoleSources(Map<String, SourceDownload> sources) {
        this.sources = Map.copyOf(sources);
    }

    @Override
    public @Nullable String into(BuildSource source, Path folder) throws CloudCallException, IOException {
        var download = sources.get(source.identifier());
        if (download == null) {
            throw new IllegalArgumentException(
                    "got source '%s', expected one of %s".formatted(source.identifier(), sources.keySet()));
        }
        return download.into(source, folder);
    }
}
