package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.ReportGroup;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** The first builds of projects, whose log groups, report groups and caches are not there yet. */
class FirstBuildsTest extends CloudBuildTest {
    private static final int PROJECTS = 25;
    private static final String REPORTING =
            """
            version: 0.2
            phases:
              build:
                commands:
                  - echo '<testsuite><testcase name="a" classname="b"/></testsuite>' >result.xml
            reports:
              shared:
                files:
                  - result.xml
            cache:
              paths:
                - kept/**/*
            """;

    FirstBuildsTest(@TempDir Path state) throws StartFailure {
        super(state);
    }

    @BeforeAll
    void allowWhatFirstBuildsMake() {
        allow(
                "firsts",
                """
                {"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],
                "Resource":"arn:aws:logs:us-east-1:000000000000:log-group:/aws/codebuild/first-*"},
                {"Effect":"Allow","Action":["codebuild:CreateReportGroup","codebuild:CreateReport","codebuild:UpdateReport",
                "codebuild:BatchPutTestCases"],"Resource":"arn:aws:codebuild:us-east-1:000000000000:report-group/first-*"}""");
    }

    /** As many builds run at once as the machine has processors, so two neighbours share what they are the first to need. */
    @Test
    void makeWhatIsMissingOnceWhenTheyRunAtOnce() throws Exception {
        for (var i = 0; i < PROJECTS; i++) {
            var name = "first-" + i;
            codebuild.createProject(project(name, REPORTING)
                    .logsConfig(logs -> logs.cloudWatchLogs(group -> group.status("ENABLED")))
                    .cache(cache -> cache.type("LOCAL").modesWithStrings("LOCAL_CUSTOM_CACHE"))
                    .build());
        }
        var started = new ArrayList<Build>();
        for (var i = 0; i < PROJECTS; i++) {
            started.add(start("first-" + i));
            started.add(start("first-" + i));
        }

        var failures = new ArrayList<String>();
        var streams = new HashMap<String, Integer>();
        for (var build : started) {
            var ended = end(build);
            ended.phases().stream()
                    .filter(phase -> phase.phaseStatus() == StatusType.FAILED)
                    .forEach(phase -> failures.add(ended.id() + " " + phase));
            streams.merge(ended.logs().groupName(), 1, Integer::sum);
        }

        assertThat(failures).isEmpty();
        var groups = new HashMap<String, Integer>();
        for (var group : logs.describeLogGroupsPaginator(r -> r.logGroupNamePrefix("/aws/codebuild/first-"))
                .logGroups()) {
            var name = group.logGroupName();
            groups.put(
                    name,
                    logs.describeLogStreams(r -> r.logGroupName(name))
                            .logStreams()
                            .size());
        }
        assertThat(groups).isEqualTo(streams).hasSize(PROJECTS);
        var reports = codebuild.batchGetReportGroups(
                r -> r.reportGroupArns(codebuild.listReportGroups(all -> {}).reportGroups()));
        assertThat(reports.reportGroups()).extracting(ReportGroup::name).containsExactlyInAnyOrderElementsOf(names());
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        for (var i = 0; i < PROJECTS; i++) {
            names.add("first-" + i + "-shared");
        }
        return names;
    }
}
