package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codebuild.execution.model.TestReport;
import dev.slipway.local.cloud.codebuild.execution.model.TestReport.TestCase;
import dev.slipway.local.cloud.codebuild.role.ReportKeeper;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Report groups and reports of all regions; as a keeper it takes those of one build.
 *
 * @param store where they are
 * @param region the build's region
 * @param build ARN of the build
 * @param clock the time
 */
record ReportTable(Store store, String region, String build, Clock clock) implements ReportKeeper {
    private static final String GROUPS = "codebuild.reportGroups";
    private static final String REPORTS = "codebuild.reports";
    /** CodeBuild forgets reports after 30 days. */
    private static final Duration LIFE = Duration.ofDays(30);

    static String groupArn(String region, String name) {
        return "arn:aws:codebuild:%s:%s:report-group/%s".formatted(region, Call.ACCOUNT, name);
    }

    static Optional<ObjectNode> group(Transaction view, String region, String arn) {
        return view.get(GROUPS, region + "/" + arn);
    }

    static List<ObjectNode> groups(Transaction view, String region) {
        return inRegion(view.all(GROUPS), region);
    }

    static void putGroup(Transaction transaction, String region, ObjectNode group) {
        transaction.put(GROUPS, region + "/" + group.path("arn").asText(), group);
    }

    static void removeGroup(Transaction transaction, String region, String arn) {
        transaction.remove(GROUPS, region + "/" + arn);
    }

    /** Rows with the members {@code report} and {@code cases}. */
    static Optional<ObjectNode> report(Transaction view, String region, String arn) {
        return view.get(REPORTS, region + "/" + arn);
    }

    static List<ObjectNode> reports(Transaction view, String region) {
        return inRegion(view.all(REPORTS), region);
    }

    static void removeReport(Transaction transaction, String region, String arn) {
        transaction.remove(REPORTS, region + "/" + arn);
    }

    private static List<ObjectNode> inRegion(Map<String, ObjectNode> rows, String region) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(region + "/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** ARNs of the reports that a build made. */
    static List<String> ofBuild(Transaction view, String region, String build) {
        return reports(view, region).stream()
                .map(row -> row.path("report"))
                .filter(report -> report.path("executionId").asText().equals(build))
                .map(report -> report.path("arn").asText())
                .toList();
    }

    static ObjectNode newGroup(String arn, String type, Clock clock) {
        var group = Json.object()
                .put("arn", arn)
                .put("name", name(arn))
                .put("type", type)
                .put("status", "ACTIVE");
        group.putObject("exportConfig").put("exportConfigType", "NO_EXPORT");
        group.set("created", Json.seconds(clock.instant()));
        group.set("lastModified", Json.seconds(clock.instant()));
        group.putArray("tags");
        return group;
    }

    private static String name(String groupArn) {
        return groupArn.substring(groupArn.indexOf('/') + 1);
    }

    @Override
    public String groupArn(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : groupArn(region, nameOrArn);
    }

    @Override
    public boolean hasGroup(String arn) {
        return store.read(view -> group(view, region, arn)).isPresent();
    }

    @Override
    public void keep(String groupArn, TestReport tests) {
        var id = UUID.randomUUID().toString();
        var arn = "arn:aws:codebuild:%s:%s:report/%s:%s".formatted(region, Call.ACCOUNT, name(groupArn), id);
        var now = clock.instant();
        var report = Json.object()
                .put("arn", arn)
                .put("type", "TEST")
                .put("name", id)
                .put("reportGroupArn", groupArn)
                .put("executionId", build)
                .put("status", tests.status().name())
                .put("truncated", false);
        report.set("created", Json.seconds(now));
        report.set("expired", Json.seconds(now.plus(LIFE)));
        report.putObject("exportConfig").put("exportConfigType", "NO_EXPORT");
        report.set("testSummary", summary(tests));
        var cases = Json.array(
                tests.cases().stream().map(one -> testCase(one, report)).toList());
        store.write(transaction -> {
            if (group(transaction, region, groupArn).isEmpty()) {
                putGroup(transaction, region, newGroup(groupArn, "TEST", clock));
            }
            transaction.put(
                    REPORTS, region + "/" + arn, Json.object("report", report).set("cases", cases));
            return report;
        });
    }

    private static ObjectNode summary(TestReport tests) {
        var summary = Json.object().put("total", tests.cases().size());
        var counts = summary.putObject("statusCounts");
        tests.counts().forEach((outcome, count) -> counts.put(outcome.name(), count));
        counts.put("UNKNOWN", 0);
        return summary.put(
                "durationInNanoSeconds",
                tests.cases().stream()
                        .mapToLong(one -> one.duration().toNanos())
                        .sum());
    }

    private static ObjectNode testCase(TestCase one, ObjectNode report) {
        var json = Json.object()
                .put("reportArn", report.path("arn").asText())
                .put("testRawDataPath", one.file())
                .put("prefix", "")
                .put("name", one.name())
                .put("testSuiteName", one.suite())
                .put("status", one.outcome().name())
                .put("durationInNanoSeconds", one.duration().toNanos())
                .put("message", one.message());
        return json.set("expired", report.path("expired"));
    }
}
