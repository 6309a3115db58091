package dev.slipway.local.cloud.access.calls;

import java.util.Set;

/**
 * What calls to CodePipeline need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html">Actions, resources and condition keys</a>
 */
final class CodePipelineCalls {
    private CodePipelineCalls() {}

    static CallTable table() {
        return new CallTable(new Variables()
                        .from("PipelineName", "pipelineName", "name", "pipeline.name")
                        .from("StageName", "stageName")
                        .from("ActionName", "actionName")
                        .from("WebhookName", "webhook.name", "name"))
                .taggedOnCreation("CreatePipeline")
                .also(PassedRole.to(
                        "codepipeline.amazonaws.com",
                        Set.of("CreatePipeline", "UpdatePipeline"),
                        "pipeline.roleArn",
                        "pipeline.stages.actions.roleArn"));
    }
}
