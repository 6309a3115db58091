package dev.slipway.local.cloud.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.ServiceSessions;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codepipeline.PipelineStarts;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.store.JsonEnd;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/** Calls a target as EventBridge does: as the role that the rule names for it. */
final class TargetCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "events.amazonaws.com";

    private final ServiceSessions sessions;
    private final CloudClients clients;
    private final PipelineStarts pipelines;

    TargetCalls(ServiceSessions sessions, CloudClients clients, PipelineStarts pipelines) {
        this.sessions = sessions;
        this.clients = clients;
        this.pipelines = pipelines;
    }

    Outcome call(String id, ObjectNode delivery) {
        var target = RuleTarget.of(delivery.path("target"));
        var rule = delivery.path("rule").asText();
        if (target.roleArn().isEmpty()) {
            return new Outcome.Refused(
                    "target %s of %s has no role, expected one that may start %s: give RoleArn in PutTargets"
                            .formatted(target.id(), rule, target.arn()));
        }
        return Attempt.of(() -> {
            var caller = sessions.assume(target.roleArn(), SERVICE, sessionName(rule), rule);
            var input = input(delivery.path("input"));
            return target.arn().startsWith("arn:aws:codepipeline:")
                    ? pipelines.startByRule(target.arn(), rule, id, pipelineInput(input), caller)
                    : startBuild(id, target.arn(), caller, input);
        });
    }

    /** One name for each rule, so that its session serves many events. */
    private static String sessionName(String rule) {
        return UUID.nameUUIDFromBytes(rule.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private static ObjectNode input(JsonNode text) {
        if (text.isNull() || text.isMissingNode()) {
            return Json.object();
        }
        try {
            if (JSON.readTree(text.asText()) instanceof ObjectNode input) {
                return input;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the rule's input is '%s', expected a JSON object; it is not JSON from %s on"
                            .formatted(text.asText(), JsonEnd.of(e)));
        }
        throw new IllegalArgumentException("the rule's input is '%s', expected a JSON object".formatted(text.asText()));
    }

    /** Only these two may come from a rule. AWS's examples give one source revision without the array around it. */
    private static ObjectNode pipelineInput(ObjectNode input) {
        var given = Json.pick(input, List.of("sourceRevisions", "variables"));
        var revisions = given.path("sourceRevisions");
        if (revisions.isObject()) {
            given.set("sourceRevisions", Json.array(List.of(revisions)));
        }
        return given;
    }

    private String startBuild(String id, String arn, Credential caller, ObjectNode input) {
        var request = StartBuildRequest.builder();
        SdkInput.fill(request, input);
        request.projectName(arn.substring(arn.lastIndexOf('/') + 1)).idempotencyToken(id);
        try (var client = clients.client(CodeBuildClient.builder(), arn.split(":", 6)[3], caller)) {
            return client.startBuild(request.build()).build().id();
        }
    }
}
