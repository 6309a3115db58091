package dev.slipway.policies.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.model.Finding;
import dev.slipway.policies.model.Level;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.model.Severity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The report as SARIF 2.1.0.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class SarifReport {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private SarifReport() {}

    static String render(PolicyReport report) {
        Map<String, Integer> indexes = new LinkedHashMap<>();
        JsonArray rules = new JsonArray();
        for (Rule rule : report.pack().rules()) {
            indexes.put(rule.id(), rules.size());
            rules.add(rule(rule));
        }
        JsonObject driver = new JsonObject();
        driver.addProperty("name", report.pack().name());
        driver.addProperty("fullName", report.pack().displayName());
        driver.addProperty("semanticVersion", report.pack().version());
        driver.add("rules", rules);
        JsonObject tool = new JsonObject();
        tool.add("driver", driver);

        JsonArray results = new JsonArray();
        JsonArray notifications = new JsonArray();
        report.problems().forEach(problem -> notifications.add(notification(problem)));
        for (Outcome outcome : report.outcomes()) {
            if (outcome instanceof Outcome.Failed failed) {
                notifications.add(
                        notification(outcome.rule().id() + " failed on " + outcome.urn() + ": " + failed.summary()));
            } else if (!(outcome instanceof Outcome.Compliant)) {
                results.add(result(outcome, indexes.getOrDefault(outcome.rule().id(), -1)));
            }
        }
        JsonObject invocation = new JsonObject();
        invocation.addProperty("executionSuccessful", report.failed() == 0);
        invocation.add("toolExecutionNotifications", notifications);
        JsonArray invocations = new JsonArray();
        invocations.add(invocation);

        JsonObject summary = new JsonObject();
        summary.addProperty("mandatory", report.mandatory());
        summary.addProperty("advisory", report.advisory());
        summary.addProperty("suppressed", report.suppressed());
        summary.addProperty("notApplicable", report.notApplicable());
        summary.addProperty("compliant", report.compliant());
        summary.addProperty("failed", report.failed());
        JsonObject run = new JsonObject();
        run.add("tool", tool);
        run.add("invocations", invocations);
        run.addProperty("columnKind", "utf16CodeUnits");
        run.add("results", results);
        run.add("properties", summary);
        JsonArray runs = new JsonArray();
        runs.add(run);
        JsonObject root = new JsonObject();
        root.addProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.addProperty("version", "2.1.0");
        root.add("runs", runs);
        return GSON.toJson(root) + "\n";
    }

    private static JsonObject rule(Rule rule) {
        JsonObject json = new JsonObject();
        json.addProperty("id", rule.id());
        json.addProperty("name", rule.getClass().getSimpleName());
        json.add("shortDescription", text(rule.about().title()));
        json.add("fullDescription", text(rule.about().why()));
        json.add("help", text(rule.about().remedy()));
        json.addProperty("helpUri", rule.about().links().get(0).toString());
        JsonObject configuration = new JsonObject();
        configuration.addProperty("level", level(Configuration.usual(rule)));
        json.add("defaultConfiguration", configuration);
        JsonObject properties = new JsonObject();
        JsonArray tags = new JsonArray();
        tags.add("security");
        tags.add(rule.service());
        rule.about().peers().forEach(tags::add);
        rule.about().frameworks().forEach(tags::add);
        properties.add("tags", tags);
        properties.addProperty("security-severity", score(rule.about().severity()));
        json.add("properties", properties);
        return json;
    }

    /** The scale on which GitHub sorts findings. */
    private static String score(Severity severity) {
        return switch (severity) {
            case LOW -> "3.0";
            case MEDIUM -> "5.5";
            case HIGH -> "8.0";
            case CRITICAL -> "9.5";
        };
    }

    private static JsonObject result(Outcome outcome, int index) {
        JsonObject result = new JsonObject();
        result.addProperty("ruleId", outcome.rule().id());
        result.addProperty("ruleIndex", index);
        String path = "";
        if (outcome instanceof Outcome.Violated violated) {
            Finding finding = violated.finding();
            path = finding.path();
            result.addProperty("kind", "fail");
            result.addProperty("level", level(violated.level()));
            result.add(
                    "message",
                    text(PolicyReport.name(outcome.urn()) + ": " + finding.sentence() + ". "
                            + outcome.rule().about().remedy()
                            + (violated.note().isEmpty() ? "" : " " + violated.note() + ".")));
        } else if (outcome instanceof Outcome.Suppressed suppressed) {
            Finding finding = suppressed.finding();
            path = finding.path();
            result.addProperty("kind", "fail");
            result.addProperty("level", "note");
            result.add("message", text(PolicyReport.name(outcome.urn()) + ": " + finding.sentence()));
            JsonObject suppression = new JsonObject();
            suppression.addProperty("kind", "external");
            suppression.addProperty("status", "accepted");
            suppression.addProperty("justification", suppressed.by().reason());
            JsonArray suppressions = new JsonArray();
            suppressions.add(suppression);
            result.add("suppressions", suppressions);
        } else if (outcome instanceof Outcome.NotApplicable not) {
            result.addProperty("kind", "notApplicable");
            result.addProperty("level", "none");
            result.add("message", text(PolicyReport.name(outcome.urn()) + ": " + not.reason()));
        }
        result.add("locations", locations(outcome.urn(), path));
        JsonObject fingerprints = new JsonObject();
        fingerprints.addProperty("resource/v1", outcome.urn() + "#" + path);
        result.add("partialFingerprints", fingerprints);
        return result;
    }

    private static JsonArray locations(String urn, String path) {
        JsonObject logical = new JsonObject();
        logical.addProperty("name", PolicyReport.name(urn));
        logical.addProperty("fullyQualifiedName", path.isEmpty() ? urn : urn + "#" + path);
        logical.addProperty("kind", "resource");
        JsonArray logicals = new JsonArray();
        logicals.add(logical);
        // A resource has no place in a file that the engine would tell, but viewers drop results without one.
        JsonObject artifact = new JsonObject();
        artifact.addProperty("uri", "Pulumi.yaml");
        JsonObject region = new JsonObject();
        region.addProperty("startLine", 1);
        JsonObject physical = new JsonObject();
        physical.add("artifactLocation", artifact);
        physical.add("region", region);
        JsonObject location = new JsonObject();
        location.add("physicalLocation", physical);
        location.add("logicalLocations", logicals);
        JsonArray locations = new JsonArray();
        locations.add(location);
        return locations;
    }

    private static JsonObject notification(String text) {
        JsonObject notification = new JsonObject();
        notification.addProperty("level", "error");
        notification.add("message", text(text));
        return notification;
    }

    private static String level(Level level) {
        return level == Level.MANDATORY || level == Level.REMEDIATE ? "error" : "warning";
    }

    private static JsonObject text(String text) {
        JsonObject message = new JsonObject();
        message.addProperty("text", text);
        return message;
    }
}
