package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.api.Tags;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.StreamSupport;

/** Creates and deletes report groups, and reads what builds reported. */
final class ReportOperations {
    private static final int PAGE = 100;
    private static final int MOST_TAGS = 50;
    private static final Comparator<JsonNode> BY_AGE =
            Comparator.comparingDouble(one -> one.path("created").asDouble());

    private final Store store;
    private final Clock clock;

    ReportOperations(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    JsonNode createGroup(Call call) {
        var arn = ReportTable.groupArn(call.region(), call.text("name"));
        Tags.LOWER.check(call.input().path("tags"), MOST_TAGS, ProjectRules.INVALID, ProjectRules.INVALID);
        var group = ReportTable.newGroup(arn, call.text("type"), clock);
        group.set("exportConfig", call.input().path("exportConfig").deepCopy());
        group.set("tags", call.has("tags") ? call.input().path("tags").deepCopy() : Json.array(List.of()));
        return Json.object("reportGroup", store.write(transaction -> {
            if (ReportTable.group(transaction, call.region(), arn).isPresent()) {
                throw new AwsException(
                        "ResourceAlreadyExistsException", "Report group already exists: %s".formatted(arn));
            }
            ReportTable.putGroup(transaction, call.region(), group);
            return group;
        }));
    }

    JsonNode deleteGroup(Call call) {
        var arn = call.text("arn");
        return store.write(transaction -> {
            var reports = ofGroup(transaction, call.region(), arn);
            if (!reports.isEmpty() && !call.input().path("deleteReports").asBoolean()) {
                throw new AwsException(
                        ProjectRules.INVALID,
                        "The report group %s still has %d reports: set deleteReports".formatted(arn, reports.size()));
            }
            reports.forEach(report -> ReportTable.removeReport(
                    transaction, call.region(), report.path("arn").asText()));
            ReportTable.removeGroup(transaction, call.region(), arn);
            return Json.object();
        });
    }

    JsonNode deleteReport(Call call) {
        return store.write(transaction -> {
            ReportTable.removeReport(transaction, call.region(), call.text("arn"));
            return Json.object();
        });
    }

    private static List<JsonNode> ofGroup(Transaction view, String region, String group) {
        return ReportTable.reports(view, region).stream()
                .map(row -> row.path("report"))
                .filter(report -> report.path("reportGroupArn").asText().equals(group))
                .toList();
    }

    JsonNode listGroups(Call call) {
        Comparator<JsonNode> order =
                switch (call.text("sortBy")) {
                    case "CREATED_TIME" -> BY_AGE;
                    case "LAST_MODIFIED_TIME" ->
                        Comparator.comparingDouble(
                                one -> one.path("lastModified").asDouble());
                    default -> Comparator.comparing(one -> one.path("name").asText());
                };
        var groups = store.read(view -> ReportTable.groups(view, call.region()));
        return page(
                call, groups, call.text("sortOrder").equals("DESCENDING") ? order.reversed() : order, "reportGroups");
    }

    JsonNode listReports(Call call) {
        var reports = store.read(view -> ReportTable.reports(view, call.region())).stream()
                .map(row -> row.path("report"))
                .toList();
        return page(call, filtered(call, reports), newestFirst(call), "reports");
    }

    JsonNode listForGroup(Call call) {
        var arn = call.text("reportGroupArn");
        var reports = store.read(view -> {
            if (ReportTable.group(view, call.region(), arn).isEmpty()) {
                throw new AwsException("ResourceNotFoundException", "Report group does not exist: %s".formatted(arn));
            }
            return ofGroup(view, call.region(), arn);
        });
        return page(call, filtered(call, reports), newestFirst(call), "reports");
    }

    private static List<JsonNode> filtered(Call call, List<? extends JsonNode> reports) {
        var status = call.input().at("/filter/status").asText("");
        return reports.stream()
                .filter(report ->
                        status.isEmpty() || report.path("status").asText().equals(status))
                .<JsonNode>map(report -> report)
                .toList();
    }

    private static Comparator<JsonNode> newestFirst(Call call) {
        return call.text("sortOrder").equals("ASCENDING") ? BY_AGE : BY_AGE.reversed();
    }

    private static ObjectNode page(
            Call call, List<? extends JsonNode> rows, Comparator<JsonNode> order, String member) {
        var arns = rows.stream()
                .<JsonNode>map(row -> row)
                .sorted(order)
                .map(row -> TextNode.valueOf(row.path("arn").asText()))
                .toList();
        var size = call.input().path("maxResults").asInt(PAGE);
        return Page.of(arns, call.text("nextToken"), size, member, "nextToken", ProjectRules.INVALID);
    }

    JsonNode batchGetGroups(Call call) {
        return batch(
                call,
                "reportGroupArns",
                "reportGroups",
                "reportGroupsNotFound",
                (view, arn) -> ReportTable.group(view, call.region(), arn));
    }

    JsonNode batchGetReports(Call call) {
        return batch(call, "reportArns", "reports", "reportsNotFound", (view, arn) -> ReportTable.report(
                        view, call.region(), arn)
                .map(row -> row.withObjectProperty("report")));
    }

    private JsonNode batch(
            Call call,
            String asked,
            String list,
            String absent,
            BiFunction<Transaction, String, Optional<ObjectNode>> find) {
        var found = new ArrayList<ObjectNode>();
        var missing = new ArrayList<String>();
        store.read(view -> {
            call.input().path(asked).forEach(arn -> find.apply(view, arn.asText())
                    .ifPresentOrElse(found::add, () -> missing.add(arn.asText())));
            return found;
        });
        var answer = Json.object(list, Json.array(found));
        return missing.isEmpty() ? answer : answer.set(absent, Json.texts(missing));
    }

    JsonNode describeTestCases(Call call) {
        var arn = call.text("reportArn");
        var row = store.read(view -> ReportTable.report(view, call.region(), arn))
                .orElseThrow(() ->
                        new AwsException("ResourceNotFoundException", "Report does not exist: %s".formatted(arn)));
        var status = call.input().at("/filter/status").asText("");
        var keyword = call.input().at("/filter/keyword").asText("");
        var cases = StreamSupport.stream(row.path("cases").spliterator(), false)
                .filter(one -> status.isEmpty() || one.path("status").asText().equals(status))
                .filter(one -> one.path("name").asText().contains(keyword)
                        || one.path("testSuiteName").asText().contains(keyword))
                .toList();
        var size = call.input().path("maxResults").asInt(PAGE);
        return Page.of(cases, call.text("nextToken"), size, "testCases", "nextToken", ProjectRules.INVALID);
    }
}
