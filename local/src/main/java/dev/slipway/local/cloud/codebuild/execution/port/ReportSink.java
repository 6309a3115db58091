package dev.slipway.local.cloud.codebuild.execution.port;

import dev.slipway.local.cloud.codebuild.execution.model.TestReport;

/** Takes test reports, as the build's role. */
@FunctionalInterface
public interface ReportSink {
    /**
     * Takes a report.
     *
     * @throws CloudCallException if the role may not write to the report group; the build fails in UPLOAD_ARTIFACTS
     */
    void accept(TestReport report) throws CloudCallException;
}
