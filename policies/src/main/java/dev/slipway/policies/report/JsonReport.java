package dev.slipway.policies.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.model.Finding;
import dev.slipway.policies.model.Rule;
import java.util.Locale;

/** The report in the pack's own JSON; {@code policy-report.schema.json} is its schema. */
final class JsonReport {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonReport() {}

    static String render(PolicyReport report) {
        JsonObject root = new JsonObject();
        JsonObject pack = new JsonObject();
        pack.addProperty("name", report.pack().name());
        pack.addProperty("version", report.pack().version());
        root.add("pack", pack);
        root.addProperty("project", report.project());
        root.addProperty("stack", report.stack());
        JsonObject summary = new JsonObject();
        summary.addProperty("mandatory", report.mandatory());
        summary.addProperty("advisory", report.advisory());
        summary.addProperty("suppressed", report.suppressed());
        summary.addProperty("notApplicable", report.notApplicable());
        summary.addProperty("compliant", report.compliant());
        summary.addProperty("failed", report.failed());
        root.add("summary", summary);
        JsonArray problems = new JsonArray();
        report.problems().forEach(problems::add);
        root.add("configurationProblems", problems);
        JsonArray results = new JsonArray();
        report.outcomes().stream()
                .filter(outcome -> !(outcome instanceof Outcome.Compliant))
                .map(JsonReport::result)
                .forEach(results::add);
        root.add("results", results);
        return GSON.toJson(root) + "\n";
    }

    private static JsonObject result(Outcome outcome) {
        JsonObject result = new JsonObject();
        Rule rule = outcome.rule();
        result.addProperty("rule", rule.id());
        result.addProperty("title", rule.about().title());
        result.addProperty("service", rule.service());
        result.addProperty("severity", rule.about().severity().name().toLowerCase(Locale.ROOT));
        result.addProperty("urn", outcome.urn());
        result.addProperty("type", PolicyReport.type(outcome.urn()));
        result.addProperty("name", PolicyReport.name(outcome.urn()));
        if (outcome instanceof Outcome.Violated violated) {
            result.addProperty("verdict", "violation");
            result.addProperty("level", violated.level().name().toLowerCase(Locale.ROOT));
            finding(result, violated.finding());
            result.addProperty("remedy", rule.about().remedy());
            if (!violated.note().isEmpty()) {
                result.addProperty("note", violated.note());
            }
        } else if (outcome instanceof Outcome.Suppressed suppressed) {
            result.addProperty("verdict", "suppressed");
            finding(result, suppressed.finding());
            result.addProperty("reason", suppressed.by().reason());
            suppressed.by().until().ifPresent(day -> result.addProperty("until", day.toString()));
        } else if (outcome instanceof Outcome.NotApplicable not) {
            result.addProperty("verdict", "notApplicable");
            result.addProperty("reason", not.reason());
        } else if (outcome instanceof Outcome.Failed failed) {
            result.addProperty("verdict", "failed");
            result.addProperty("reason", failed.summary());
            JsonArray trace = new JsonArray();
            for (StackTraceElement frame : failed.cause().getStackTrace()) {
                trace.add(frame.toString());
            }
            result.add("trace", trace);
        }
        return result;
    }

    private static void finding(JsonObject result, Finding finding) {
        result.addProperty("path", finding.path());
        result.addProperty("value", finding.value());
        result.addProperty("subject", finding.subject());
        result.addProperty("message", finding.whole());
    }
}
