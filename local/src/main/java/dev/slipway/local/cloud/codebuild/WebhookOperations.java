package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import java.util.Set;

/** Webhooks: refused as AWS does where a source has none, and where no Git forge can be reached from here. */
final class WebhookOperations {
    private static final Set<String> FORGES =
            Set.of("GITHUB", "GITHUB_ENTERPRISE", "GITLAB", "GITLAB_SELF_MANAGED", "BITBUCKET");

    private final ProjectOperations projects;

    WebhookOperations(ProjectOperations projects) {
        this.projects = projects;
    }

    JsonNode create(Call call) {
        var type = projects.require(call, call.text("projectName"))
                .at("/source/type")
                .asText();
        if (!FORGES.contains(type)) {
            throw new AwsException(
                    "InvalidInputException", "Webhook is not supported for source type %s".formatted(type));
        }
        throw new AwsException(
                "OAuthProviderException",
                "the local cloud reaches no Git forge, so %s cannot be hooked".formatted(type));
    }

    JsonNode delete(Call call) {
        projects.require(call, call.text("projectName"));
        throw new AwsException(
                "ResourceNotFoundException", "Webhook for project %s not found".formatted(call.text("projectName")));
    }
}
