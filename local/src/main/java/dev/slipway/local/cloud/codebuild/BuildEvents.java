package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.events.EventBus;
import dev.slipway.local.cloud.events.EventBus.Event;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * The events of builds.
 *
 * @param bus where they go
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/sample-build-notifications.html">Build notifications</a>
 */
record BuildEvents(EventBus bus) {
    private static final String SOURCE = "aws.codebuild";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    /** The build's status is another than before. */
    void stateChanged(String region, ObjectNode build, Instant now) {
        var detail = detail(build);
        detail.put("build-status", text(build, "buildStatus"));
        detail.put("current-phase", text(build, "currentPhase"));
        detail.put("current-phase-context", "[]");
        put(region, "CodeBuild Build State Change", build, detail, now);
    }

    /** A phase of the build has ended. */
    void phaseChanged(String region, ObjectNode build, JsonNode phase, Instant now) {
        var detail = detail(build);
        detail.put("completed-phase", text(phase, "phaseType"));
        detail.put("completed-phase-status", text(phase, "phaseStatus"));
        detail.put("completed-phase-context", contexts(phase).toString());
        detail.put(
                "completed-phase-duration-seconds",
                phase.path("durationInSeconds").asLong());
        detail.put("completed-phase-start", time(phase.path("startTime")));
        detail.put("completed-phase-end", time(phase.path("endTime")));
        put(region, "CodeBuild Build Phase Change", build, detail, now);
    }

    private void put(String region, String type, ObjectNode build, ObjectNode detail, Instant now) {
        bus.put(new Event(region, SOURCE, type, List.of(text(build, "arn")), detail, now));
    }

    private static ObjectNode detail(ObjectNode build) {
        var detail = Json.object();
        detail.put("project-name", text(build, "projectName"));
        detail.put("build-id", text(build, "arn"));
        detail.put("version", "1");
        detail.set("additional-information", information(build));
        return detail;
    }

    private static ObjectNode information(ObjectNode build) {
        var information = Json.object();
        var artifacts = build.path("artifacts");
        information
                .putObject("artifact")
                .put("md5sum", text(artifacts, "md5sum"))
                .put("sha256sum", text(artifacts, "sha256sum"))
                .put("location", text(artifacts, "location"));
        information.set("environment", environment(build.path("environment")));
        information.put("timeout-in-minutes", build.path("timeoutInMinutes").asInt());
        information.put("build-complete", build.path("buildComplete").asBoolean());
        information.put("build-number", build.path("buildNumber").asDouble());
        information.put("initiator", text(build, "initiator"));
        information.put("build-start-time", time(build.path("startTime")));
        information.set("source", source(build));
        if (build.has("sourceVersion")) {
            information.put("source-version", text(build, "sourceVersion"));
        }
        var logs = build.path("logs");
        information
                .putObject("logs")
                .put("group-name", text(logs, "groupName"))
                .put("stream-name", text(logs, "streamName"))
                .put("deep-link", text(logs, "deepLink"));
        information.set(
                "phases",
                Json.array(StreamSupport.stream(build.path("phases").spliterator(), false)
                        .map(BuildEvents::phase)
                        .toList()));
        return information;
    }

    private static ObjectNode environment(JsonNode environment) {
        var event = Json.object();
        event.put("image", text(environment, "image"));
        event.put("privileged-mode", environment.path("privilegedMode").asBoolean());
        event.put("image-pull-credentials-type", text(environment, "imagePullCredentialsType"));
        event.put("compute-type", text(environment, "computeType"));
        event.put("type", text(environment, "type"));
        event.set(
                "environment-variables",
                environment.path("environmentVariables").deepCopy());
        return event;
    }

    private static ObjectNode source(ObjectNode build) {
        var source = Json.object();
        if (build.at("/source").has("location")) {
            source.put("location", build.at("/source/location").asText());
        }
        return source.put("type", build.at("/source/type").asText());
    }

    private static ObjectNode phase(JsonNode phase) {
        var event = Json.object();
        if (phase.has("endTime")) {
            event.set("phase-context", Json.texts(contexts(phase)));
        }
        event.put("start-time", time(phase.path("startTime")));
        if (phase.has("endTime")) {
            event.put("end-time", time(phase.path("endTime")));
            event.put("duration-in-seconds", phase.path("durationInSeconds").asLong());
            event.put("phase-status", text(phase, "phaseStatus"));
        }
        return event.put("phase-type", text(phase, "phaseType"));
    }

    /** AWS writes the context of a success as {@code ": "}. */
    private static List<String> contexts(JsonNode phase) {
        return StreamSupport.stream(phase.path("contexts").spliterator(), false)
                .map(one -> text(one, "statusCode") + ": " + text(one, "message"))
                .toList();
    }

    private static String time(JsonNode seconds) {
        return TIME.format(Instant.ofEpochMilli((long) (seconds.asDouble() * 1000)));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText("");
    }
}
