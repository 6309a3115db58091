package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.Objects;

/**
 * A test or coverage report.
 *
 * @param fileSet its files
 * @param format how they are written
 */
public record ReportSection(FileSet fileSet, ReportFormat format) {
    public ReportSection {
        Objects.requireNonNull(fileSet);
        Objects.requireNonNull(format);
    }
}
