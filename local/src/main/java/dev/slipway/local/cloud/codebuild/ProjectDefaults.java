package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;

/** What CodeBuild fills in where a request says nothing. */
final class ProjectDefaults {
    private static final int TIMEOUT_MINUTES = 60;
    private static final int QUEUED_TIMEOUT_MINUTES = 480;

    private ProjectDefaults() {}

    static ObjectNode complete(Call call, ObjectNode project) {
        var name = project.path("name").asText();
        project.put("arn", call.arn("codebuild", "project/" + name));
        var role = project.path("serviceRole").asText();
        if (!role.isEmpty() && !role.startsWith("arn:")) {
            project.put("serviceRole", "arn:aws:iam::%s:role/%s".formatted(Call.ACCOUNT, role));
        }
        putIfAbsent(project, "timeoutInMinutes", TIMEOUT_MINUTES);
        putIfAbsent(project, "queuedTimeoutInMinutes", QUEUED_TIMEOUT_MINUTES);
        if (!project.has("encryptionKey")) {
            project.put("encryptionKey", call.arn("kms", "alias/aws/s3"));
        }
        for (var list : new String[] {"secondarySources", "secondaryArtifacts", "secondarySourceVersions", "tags"}) {
            if (!project.has(list)) {
                project.putArray(list);
            }
        }
        if (project.path("cache").isEmpty()) {
            project.set("cache", Json.object().put("type", "NO_CACHE"));
        }
        var badge = project.remove("badgeEnabled");
        if (badge != null || !project.has("badge")) {
            project.set("badge", Json.object().put("badgeEnabled", badge != null && badge.asBoolean()));
        }
        if (!project.has("projectVisibility")) {
            project.put("projectVisibility", "PRIVATE");
        }
        completeArtifacts(name, project.withObjectProperty("artifacts"));
        completeEnvironment(project.withObjectProperty("environment"));
        completeLogs(project);
        var source = project.withObjectProperty("source");
        if (!source.has("insecureSsl")) {
            source.put("insecureSsl", false);
        }
        return project;
    }

    private static void completeArtifacts(String name, ObjectNode artifacts) {
        if (artifacts.path("type").asText().equals("NO_ARTIFACTS")) {
            return;
        }
        if (!artifacts.has("name")) {
            artifacts.put("name", name);
        }
        if (!artifacts.has("packaging")) {
            artifacts.put("packaging", "NONE");
        }
        if (!artifacts.has("encryptionDisabled")) {
            artifacts.put("encryptionDisabled", false);
        }
    }

    private static void completeEnvironment(ObjectNode environment) {
        if (!environment.has("environmentVariables")) {
            environment.putArray("environmentVariables");
        }
        for (var variable : environment.get("environmentVariables")) {
            if (variable instanceof ObjectNode object && !object.has("type")) {
                object.put("type", "PLAINTEXT");
            }
        }
        if (!environment.has("privilegedMode")) {
            environment.put("privilegedMode", false);
        }
        if (!environment.has("imagePullCredentialsType")) {
            environment.put("imagePullCredentialsType", "CODEBUILD");
        }
    }

    private static void completeLogs(ObjectNode project) {
        var logs = project.withObjectProperty("logsConfig");
        if (!logs.has("cloudWatchLogs")) {
            logs.set("cloudWatchLogs", Json.object().put("status", "ENABLED"));
        }
        if (!logs.has("s3Logs")) {
            logs.set("s3Logs", Json.object().put("status", "DISABLED").put("encryptionDisabled", false));
        }
    }

    private static void putIfAbsent(ObjectNode object, String member, int value) {
        if (!object.has(member)) {
            object.put(member, value);
        }
    }
}
