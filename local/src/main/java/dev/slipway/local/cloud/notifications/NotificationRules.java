package dev.slipway.local.cloud.notifications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.ServiceAccess;
import dev.slipway.local.cloud.access.calls.ApiCall;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.events.Attempt;
import dev.slipway.local.cloud.events.FurtherRules;
import dev.slipway.local.cloud.events.Outcome;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Sends what notification rules ask for to their topics, as the service itself: the topic's policy must let it in, and that of the
 * topic's key too.
 *
 * @see <a href="https://docs.aws.amazon.com/dtconsole/latest/userguide/set-up-sns.html">Topics for notifications</a>
 */
public final class NotificationRules implements FurtherRules {
    private static final String SERVICE = "codestar-notifications.amazonaws.com";
    private static final Set<String> SOURCES =
            Set.of("aws.codebuild", "aws.codecommit", "aws.codedeploy", "aws.codepipeline");

    private final ServiceAccess access;
    private final MinistackClients clients;
    private final TargetStates states;

    /**
     * The rules of a store.
     *
     * @param store where rules are kept
     * @param access judges the service
     * @param clients publish
     */
    public NotificationRules(Store store, ServiceAccess access, MinistackClients clients) {
        this.access = access;
        this.clients = clients;
        this.states = new TargetStates(store);
    }

    @Override
    public List<Message> messages(Transaction view, ObjectNode event) {
        if (!SOURCES.contains(event.path("source").asText())) {
            return List.of();
        }
        return view.all(Notifications.RULES).values().stream()
                .filter(rule -> asksFor(rule, event))
                .flatMap(rule -> messages(rule, event))
                .toList();
    }

    private static boolean asksFor(ObjectNode rule, ObjectNode event) {
        return rule.path("Status").asText().equals("ENABLED")
                && isOf(rule.path("Resource").asText(), event)
                && StreamSupport.stream(rule.path("EventTypeIds").spliterator(), false)
                        .anyMatch(id -> EventPatterns.of(id.asText()).matches(event));
    }

    /** Events of a build have the build as their resource. */
    private static boolean isOf(String resource, ObjectNode event) {
        var resources = event.path("source").asText().equals("aws.codebuild")
                ? Stream.of("arn:aws:codebuild:%s:%s:project/%s"
                        .formatted(
                                event.path("region").asText(),
                                Call.ACCOUNT,
                                event.at("/detail/project-name").asText()))
                : StreamSupport.stream(event.path("resources").spliterator(), false)
                        .map(one -> one.asText());
        return resources.anyMatch(resource::equals);
    }

    private static Stream<Message> messages(ObjectNode rule, ObjectNode event) {
        var arn = rule.path("Arn").asText();
        var text = text(rule, event).toString();
        return StreamSupport.stream(rule.path("Targets").spliterator(), false)
                .map(target -> new Message(arn, target.path("TargetAddress").asText(), text));
    }

    private static ObjectNode text(ObjectNode rule, ObjectNode event) {
        var text = Json.object()
                .put("account", event.path("account").asText())
                .put("detailType", event.path("detail-type").asText())
                .put("region", event.path("region").asText())
                .put("source", event.path("source").asText())
                .put("time", event.path("time").asText())
                .put("notificationRuleArn", rule.path("Arn").asText());
        text.set("detail", event.path("detail"));
        text.set("resources", event.path("resources"));
        text.set(
                "additionalAttributes",
                rule.path("DetailType").asText().equals("FULL") ? supplement(event) : Json.object());
        return text;
    }

    /** Why an action failed stands once more where readers of the message look for it. */
    private static ObjectNode supplement(ObjectNode event) {
        var summary = event.at("/detail/execution-result/external-execution-summary");
        return summary.isTextual() ? Json.object("additionalInformation", summary) : Json.object();
    }

    @Override
    public Outcome send(Message message) {
        var outcome = Attempt.of(() -> publish(message));
        if (outcome instanceof Outcome.Refused refused) {
            states.unreachable(message.targetArn(), refused.reason());
        } else if (outcome instanceof Outcome.Taken) {
            states.reached(message.targetArn());
        }
        return outcome;
    }

    private String publish(Message message) {
        var topic = message.targetArn();
        if (!topic.startsWith("arn:aws:sns:")) {
            throw new IllegalArgumentException(
                    "the local cloud has no chat, got the target %s, expected a topic".formatted(topic));
        }
        var region = topic.split(":", 6)[3];
        var input = Json.object().put("TopicArn", topic);
        access.require(SERVICE, new ApiCall("sns", "Publish", region, input), message.ruleArn());
        return clients.sns(region)
                .publish(request -> request.topicArn(topic).message(message.text()))
                .messageId();
    }
}
