package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The formats that AWS reads.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.reports.file-format">file-format</a>
 */
public enum ReportFormat {
    JUNITXML(false),
    CUCUMBERJSON(false),
    NUNITXML(false),
    NUNIT3XML(false),
    TESTNGXML(false),
    VISUALSTUDIOTRX(false),
    CLOVERXML(true),
    COBERTURAXML(true),
    JACOCOXML(true),
    SIMPLECOV(true);

    private final boolean coverage;

    ReportFormat(boolean coverage) {
        this.coverage = coverage;
    }

    /** Whether it tells code coverage, not tests. */
    public boolean coverage() {
        return coverage;
    }

    static Optional<ReportFormat> of(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
}
