package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.buildspec.Buildspec;
import dev.slipway.local.cloud.codebuild.execution.buildspec.ReportFormat;
import dev.slipway.local.cloud.codebuild.execution.buildspec.ReportSection;
import dev.slipway.local.cloud.codebuild.execution.files.FileSets;
import dev.slipway.local.cloud.codebuild.execution.model.TestReport;
import dev.slipway.local.cloud.codebuild.execution.model.TestReport.TestCase;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.ReportSink;
import dev.slipway.local.cloud.codebuild.execution.report.JunitReader;
import dev.slipway.local.cloud.codebuild.execution.shell.BuildLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads and hands on the reports that the buildspec names. */
final class ReportUpload {
    private final FileSets files;
    private final ReportSink sink;
    private final BuildLog log;

    ReportUpload(FileSets files, ReportSink sink, BuildLog log) {
        this.files = files;
        this.sink = sink;
        this.log = log;
    }

    /**
     * Hands on all reports.
     *
     * @return what went wrong, one text for each group; a failed test is nothing wrong
     */
    List<String> upload(String project, Buildspec buildspec, BuildRecord record) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, ReportSection> one : buildspec.reports().entrySet()) {
            String group = one.getKey().startsWith("arn:") ? one.getKey() : project + "-" + one.getKey();
            ReportSection section = one.getValue();
            log.say("Preparing to copy " + (section.format().coverage() ? "CODE_COVERAGE" : "TEST") + " report "
                    + group);
            Map<String, Path> found = files.find(section.fileSet(), log::say);
            if (found.isEmpty()) {
                problems.add(group + ": [report files not found in build]");
            } else if (section.format() != ReportFormat.JUNITXML) {
                log.say("Skipping report " + group + ": local builds read JUNITXML only, not " + section.format());
            } else {
                try {
                    TestReport report = new TestReport(group, read(found));
                    sink.accept(report);
                    record.reported(report);
                } catch (CloudCallException e) {
                    problems.add(group + ": [" + e.text() + "]");
                } catch (IOException e) {
                    problems.add(group + ": [" + e.getMessage() + "]");
                }
            }
        }
        return problems;
    }

    private static List<TestCase> read(Map<String, Path> found) throws IOException {
        List<TestCase> cases = new ArrayList<>();
        for (Map.Entry<String, Path> file : found.entrySet()) {
            cases.addAll(JunitReader.read(file.getValue(), file.getKey()));
        }
        return cases;
    }
}
