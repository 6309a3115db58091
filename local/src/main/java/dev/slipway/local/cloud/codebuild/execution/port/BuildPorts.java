package dev.slipway.local.cloud.codebuild.execution.port;

import java.util.Objects;

/**
 * The cloud around one build. Everything but the listener acts as the build's role.
 *
 * @param logs takes the log
 * @param sources brings the sources
 * @param secrets answers references of environment variables
 * @param artifacts moves artifacts and caches
 * @param credentials what the build's AWS clients get
 * @param reports takes test reports
 * @param listener follows the build
 */
public record BuildPorts(
        LogSink logs,
        SourceDownload sources,
        SecretLookup secrets,
        ArtifactTransfer artifacts,
        RoleCredentials credentials,
        ReportSink reports,
        BuildListener listener) {
    public BuildPorts {
        Objects.requireNonNull(logs);
        Objects.requireNonNull(sources);
        Objects.requireNonNull(secrets);
        Objects.requireNonNull(artifacts);
        Objects.requireNonNull(credentials);
        Objects.requireNonNull(reports);
        Objects.requireNonNull(listener);
    }
}
