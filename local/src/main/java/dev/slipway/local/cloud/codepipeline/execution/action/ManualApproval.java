package dev.slipway.local.cloud.codepipeline.execution.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.clients.CloudClients;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Asks people. The answer comes by PutApprovalResult; this only tells the topic that it is waited for.
 *
 * @param clients call the gateway
 * @param roles are what an action works as
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-json-format.html">Format of the message</a>
 */
public record ManualApproval(CloudClients clients, Roles roles) implements ActionExecutor {
    private static final String ASKED = "asked";
    private static final int LONGEST_SUBJECT = 100;

    @Override
    public Outcome step(ActionTask task) {
        var progress = task.run().progress();
        var topic = task.setting("NotificationArn");
        if (topic.isEmpty() || !task.memory(ASKED).isEmpty()) {
            return Outcome.goesOn(progress);
        }
        var subject = "APPROVAL NEEDED: AWS CodePipeline %s for action %s"
                .formatted(task.pipeline().name(), task.action().name());
        var sns = clients.client(SnsClient.builder(), task.actionRegion(), roles.of(task));
        sns.publish(request -> request.topicArn(topic)
                .subject(subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT)))
                .message(message(task).toString()));
        return Outcome.goesOn(progress.remember(ASKED, "true"));
    }

    private ObjectNode message(ActionTask task) {
        var console = clients.endpoint() + "/";
        var deadline =
                task.run().input().deadline().truncatedTo(ChronoUnit.MINUTES).toString();
        var approval = Json.object()
                .put("pipelineName", task.pipeline().name())
                .put("stageName", task.stage())
                .put("actionName", task.action().name())
                .put("token", task.run().input().token())
                .put("expires", deadline.substring(0, "2000-01-01T00:00".length()) + "Z")
                .put("externalEntityLink", task.setting("ExternalEntityLink"))
                .put("approvalReviewLink", console)
                .put("customData", task.setting("CustomData"));
        return Json.object()
                .put("region", task.region())
                .put("consoleLink", console)
                .set("approval", approval);
    }
}
