package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.EnvironmentVariable;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseContext;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseType;
import dev.slipway.local.cloud.codebuild.execution.model.UploadedArtifact;
import dev.slipway.local.cloud.codebuild.role.SourcePlan;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A build as BatchGetBuilds tells it.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Build.html">Build</a>
 */
final class BuildDocument {
    private static final List<String> FROM_SETTINGS = List.of(
            "cache",
            "serviceRole",
            "timeoutInMinutes",
            "queuedTimeoutInMinutes",
            "vpcConfig",
            "encryptionKey",
            "fileSystemLocations",
            "secondarySourceVersions");

    private BuildDocument() {}

    /** A build that was just submitted. */
    static ObjectNode submitted(BuildPlan plan, URI endpoint, Instant now) {
        var settings = plan.settings();
        var build = Json.pick(settings, FROM_SETTINGS);
        build.put("id", plan.id());
        build.put("arn", plan.arn());
        build.put("projectName", plan.project());
        build.put("buildNumber", plan.number());
        build.put("initiator", plan.initiator());
        build.set("startTime", Json.seconds(now));
        build.put("currentPhase", PhaseType.SUBMITTED.name());
        build.put("buildStatus", BuildStatus.IN_PROGRESS.name());
        build.put("buildComplete", false);
        build.putArray("phases");
        build.putArray("exportedEnvironmentVariables");
        build.putArray("reportArns");
        sources(build, plan);
        artifacts(build, plan);
        build.set("environment", environment(plan));
        build.set("logs", logs(plan, endpoint));
        if (settings.path("autoRetryLimit").asInt() > 0) {
            build.putObject("autoRetryConfig")
                    .put("autoRetryLimit", settings.path("autoRetryLimit").asInt())
                    .put("autoRetryNumber", 0);
        }
        return build;
    }

    private static void sources(ObjectNode build, BuildPlan plan) {
        var primary = plan.sources().get(0);
        var version = primary.source().version();
        if (!version.isEmpty()) {
            build.put("sourceVersion", version);
        }
        if (primary.resolved() != null) {
            build.put("resolvedSourceVersion", primary.resolved());
        }
        build.set("source", plan.settings().path("source").deepCopy());
        if (primary.type().equals("CODEPIPELINE")) {
            build.putArray("secondarySources");
            plan.sources().stream().skip(1).map(SourcePlan::identifier).forEach(name -> build.withArrayProperty(
                            "secondarySources")
                    .addObject()
                    .put("type", primary.type())
                    .put("sourceIdentifier", name));
        } else {
            build.set(
                    "secondarySources", plan.settings().path("secondarySources").deepCopy());
        }
    }

    private static void artifacts(ObjectNode build, BuildPlan plan) {
        build.putObject("artifacts").put("location", "");
        build.putArray("secondaryArtifacts");
        for (var output : plan.outputs()) {
            var artifact = output.identifier().isEmpty()
                    ? build.withObjectProperty("artifacts")
                    : build.withArrayProperty("secondaryArtifacts")
                            .addObject()
                            .put("artifactIdentifier", output.identifier());
            var path = output.path().isEmpty() ? output.name() : output.path();
            artifact.put("location", "arn:aws:s3:::" + output.bucket() + "/" + path);
            artifact.put("encryptionDisabled", false);
        }
    }

    private static JsonNode environment(BuildPlan plan) {
        var environment = plan.settings().path("environment").deepCopy();
        var all = new LinkedHashMap<String, EnvironmentVariable>();
        BuildPlan.variables(environment.path("environmentVariables")).forEach(one -> all.put(one.name(), one));
        plan.variables().forEach(one -> all.put(one.name(), one));
        if (environment instanceof ObjectNode object) {
            var list = object.putArray("environmentVariables");
            all.values().forEach(one -> list.addObject()
                    .put("name", one.name())
                    .put("value", one.value())
                    .put("type", one.type().name()));
        }
        return environment;
    }

    private static ObjectNode logs(BuildPlan plan, URI endpoint) {
        var logs = Json.object();
        var group = plan.logGroup();
        if (group != null) {
            logs.put("groupName", group);
            logs.put("streamName", plan.logStream());
            logs.put(
                    "deepLink",
                    "%s/cloudwatch/home?region=%s#logsV2:log-groups/log-group/%s/log-events/%s"
                            .formatted(endpoint, plan.region(), quoted(group), quoted(plan.logStream())));
            logs.put(
                    "cloudWatchLogsArn",
                    "arn:aws:logs:%s:%s:log-group:%s:log-stream:%s"
                            .formatted(plan.region(), Call.ACCOUNT, group, plan.logStream()));
        }
        var config = plan.settings().path("logsConfig");
        logs.set("cloudWatchLogs", config.path("cloudWatchLogs").deepCopy());
        logs.set("s3Logs", config.path("s3Logs").deepCopy());
        return logs;
    }

    private static String quoted(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%", "$25");
    }

    /** Brings a build to what is known of it now. */
    static void update(ObjectNode build, BuildSnapshot now, List<String> reports) {
        build.put("currentPhase", now.currentPhase().name());
        build.put("buildStatus", now.status().name());
        build.put("buildComplete", now.complete());
        if (now.end() != null) {
            build.set("endTime", Json.seconds(now.end()));
        }
        if (now.resolvedSourceVersion() != null) {
            build.put("resolvedSourceVersion", now.resolvedSourceVersion());
        }
        build.set(
                "phases",
                Json.array(now.phases().stream().map(BuildDocument::phase).toList()));
        var exported = build.putArray("exportedEnvironmentVariables");
        now.exportedVariables()
                .forEach((name, value) -> exported.addObject().put("name", name).put("value", value));
        build.set("reportArns", Json.texts(reports));
        now.artifacts().forEach(one -> uploaded(build, one));
    }

    private static void uploaded(ObjectNode build, UploadedArtifact one) {
        var artifact = build.withObjectProperty("artifacts");
        for (var secondary : build.path("secondaryArtifacts")) {
            if (secondary.path("artifactIdentifier").asText().equals(one.identifier())
                    && secondary instanceof ObjectNode object) {
                artifact = object;
            }
        }
        artifact.put("location", one.location());
        if (!one.md5sum().isEmpty()) {
            artifact.put("md5sum", one.md5sum());
            artifact.put("sha256sum", one.sha256sum());
        }
    }

    private static ObjectNode phase(BuildPhase phase) {
        var json = Json.object().put("phaseType", phase.type().name());
        json.set("startTime", Json.seconds(phase.start()));
        // A phase that goes on has neither end nor status.
        if (phase.end() != null && phase.status() != null) {
            json.put("phaseStatus", phase.status().name());
            json.set("endTime", Json.seconds(phase.end()));
            json.put("durationInSeconds", phase.durationInSeconds());
            json.putArray("contexts").add(context(phase.context()));
        }
        return json;
    }

    private static ObjectNode context(PhaseContext context) {
        return Json.object().put("statusCode", context.statusCode()).put("message", context.message());
    }

    /** Ends a build whose engine is gone. */
    static void fault(ObjectNode build, String reason, Instant now) {
        var phases = build.withArrayProperty("phases");
        var last = phases.isEmpty() ? null : phases.get(phases.size() - 1);
        if (last instanceof ObjectNode phase && !phase.has("endTime")) {
            var start = Instant.ofEpochMilli((long) (phase.path("startTime").asDouble() * 1000));
            phase.put("phaseStatus", BuildStatus.FAULT.name());
            phase.set("endTime", Json.seconds(now));
            phase.put(
                    "durationInSeconds",
                    Math.max(0, Duration.between(start, now).toSeconds()));
            phase.putArray("contexts").add(context(new PhaseContext("INTERNAL_SERVICE_ERROR", reason)));
        }
        phases.addObject().put("phaseType", PhaseType.COMPLETED.name()).set("startTime", Json.seconds(now));
        build.put("currentPhase", PhaseType.COMPLETED.name());
        build.put("buildStatus", BuildStatus.FAULT.name());
        build.put("buildComplete", true);
        build.set("endTime", Json.seconds(now));
    }
}
