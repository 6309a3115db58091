package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codestarnotifications.CodestarNotificationsClient;
import software.amazon.awssdk.services.codestarnotifications.model.CreateNotificationRuleRequest;
import software.amazon.awssdk.services.codestarnotifications.model.DetailType;
import software.amazon.awssdk.services.codestarnotifications.model.NotificationRuleStatus;
import software.amazon.awssdk.services.codestarnotifications.model.Target;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
class NotificationsTest {
    private static final String PIPELINE = "arn:aws:codepipeline:us-east-1:000000000000:app";
    private static final String FAILED = "codepipeline-pipeline-pipeline-execution-failed";
    private static final String NEEDED = "codepipeline-pipeline-manual-approval-needed";
    private static final String GONE =
            "arn:aws:codestar-notifications:us-east-1:000000000000:notificationrule/" + "0".repeat(40);

    private final LocalCloud cloud;
    private final CodestarNotificationsClient notifications;

    NotificationsTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        notifications = CloudProcess.client(CodestarNotificationsClient.builder(), URI.create(cloud.endpoint()));
    }

    @AfterAll
    void stop() {
        notifications.close();
        cloud.close();
    }

    private static Target topic(String name) {
        return Target.builder()
                .targetType("SNS")
                .targetAddress("arn:aws:sns:us-east-1:000000000000:" + name)
                .build();
    }

    private static CreateNotificationRuleRequest.Builder rule(String name) {
        return CreateNotificationRuleRequest.builder()
                .name(name)
                .resource(PIPELINE)
                .detailType(DetailType.BASIC)
                .eventTypeIds(FAILED)
                .targets(topic(name));
    }

    private String create(CreateNotificationRuleRequest.Builder rule) {
        return notifications.createNotificationRule(rule.build()).arn();
    }

    @Test
    void keepsRules() {
        var arn = create(rule("kept").tags(Map.of("team", "a")));
        var made = notifications.describeNotificationRule(r -> r.arn(arn));
        assertThat(made.status()).isEqualTo(NotificationRuleStatus.ENABLED);
        assertThat(made.createdBy()).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(made.tags()).isEqualTo(Map.of("team", "a"));
        notifications.updateNotificationRule(r -> r.arn(arn)
                .name("renamed")
                .status(NotificationRuleStatus.DISABLED)
                .eventTypeIds(FAILED, NEEDED)
                .detailType(DetailType.FULL));
        var changed = notifications.describeNotificationRule(r -> r.arn(arn));
        assertThat(changed.name()).isEqualTo("renamed");
        assertThat(changed.resource()).isEqualTo(PIPELINE);
        assertThat(changed.statusAsString()).isEqualTo("DISABLED");
        assertThat(changed.detailTypeAsString()).isEqualTo("FULL");
        assertThat(changed.eventTypes()).extracting("eventTypeId").containsExactly(FAILED, NEEDED);
        assertThat(changed.eventTypes()).extracting("serviceName").containsOnly("CodePipeline");
        assertThat(changed.targets())
                .extracting(target -> target.targetAddress() + " " + target.targetStatusAsString())
                .containsExactly("arn:aws:sns:us-east-1:000000000000:kept ACTIVE");
        assertThat(changed.createdTimestamp()).isEqualTo(made.createdTimestamp());
        assertThat(notifications.deleteNotificationRule(r -> r.arn(arn)).arn()).isEqualTo(arn);
        assertThat(refusal(() -> notifications.describeNotificationRule(r -> r.arn(arn))))
                .isEqualTo("ResourceNotFoundException: No rule found for " + arn);
    }

    @Test
    void listsRulesAndTargetsByFilter() {
        var first = create(rule("first").resource("arn:aws:codepipeline:us-east-1:000000000000:listed"));
        var second = create(rule("second")
                .resource("arn:aws:codepipeline:us-east-1:000000000000:listed")
                .eventTypeIds(NEEDED)
                .targets(topic("shared")));
        assertThat(notifications
                        .listNotificationRules(r -> r.filters(
                                f -> f.name("RESOURCE").value("arn:aws:codepipeline:us-east-1:000000000000:listed")))
                        .notificationRules())
                .extracting("arn")
                .containsExactlyInAnyOrder(first, second);
        assertThat(notifications
                        .listNotificationRules(r -> r.filters(
                                f -> f.name("RESOURCE").value("arn:aws:codepipeline:us-east-1:000000000000:listed"),
                                f -> f.name("EVENT_TYPE_ID").value(NEEDED)))
                        .notificationRules())
                .extracting("arn")
                .containsExactly(second);
        assertThat(notifications
                        .listTargets(r -> r.filters(f ->
                                f.name("TARGET_ADDRESS").value(topic("shared").targetAddress())))
                        .targets())
                .extracting("targetAddress")
                .containsExactly(topic("shared").targetAddress());
        assertThat(notifications
                        .listEventTypes(
                                r -> r.filters(f -> f.name("SERVICE_NAME").value("CodeDeploy")))
                        .eventTypes())
                .extracting("eventTypeId")
                .containsExactly(
                        "codedeploy-application-deployment-failed",
                        "codedeploy-application-deployment-started",
                        "codedeploy-application-deployment-succeeded");
    }

    private java.util.List<String> targets(String arn) {
        return notifications.describeNotificationRule(r -> r.arn(arn)).targets().stream()
                .map(target -> target.targetAddress().replaceAll(".*:", ""))
                .toList();
    }

    @Test
    void subscribesAndUnsubscribesTargets() {
        var arn = create(rule("one"));
        notifications.subscribe(r -> r.arn(arn).target(topic("two")));
        notifications.subscribe(r -> r.arn(arn).target(topic("two")));
        assertThat(targets(arn)).containsExactly("one", "two");
        notifications.unsubscribe(r -> r.arn(arn).targetAddress(topic("one").targetAddress()));
        assertThat(targets(arn)).containsExactly("two");
        assertThat(refusal(() -> notifications.deleteTarget(
                        r -> r.targetAddress(topic("two").targetAddress()))))
                .isEqualTo("ValidationException: the target is used by " + arn + ": set ForceUnsubscribeAll");
        notifications.deleteTarget(
                r -> r.targetAddress(topic("two").targetAddress()).forceUnsubscribeAll(true));
        assertThat(targets(arn)).isEmpty();
    }

    @Test
    void tagsRules() {
        var arn = create(rule("tagged").tags(Map.of("a", "1")));
        assertThat(notifications
                        .tagResource(r -> r.arn(arn).tags(Map.of("b", "2", "c d", "3")))
                        .tags())
                .isEqualTo(Map.of("a", "1", "b", "2", "c d", "3"));
        notifications.untagResource(r -> r.arn(arn).tagKeys("a", "c d"));
        assertThat(notifications.listTagsForResource(r -> r.arn(arn)).tags()).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void makesOneRuleOfARequestThatIsSentTwice() {
        var first = create(rule("again").clientRequestToken("token"));
        assertThat(create(rule("again").clientRequestToken("token"))).isEqualTo(first);
        assertThat(refusal(() -> create(rule("again").clientRequestToken("other"))))
                .isEqualTo("ResourceAlreadyExistsException: A rule named 'again' exists");
    }

    @Test
    void refusesWhatAwsRefuses() {
        assertThat(refusal(() -> create(rule("bad").eventTypeIds("codepipeline-pipeline-nothing"))))
                .isEqualTo(
                        "ValidationException: 'codepipeline-pipeline-nothing' is not an event type: ListEventTypes has them all");
        assertThat(refusal(() -> create(rule("bad").eventTypeIds("codebuild-project-build-state-failed"))))
                .isEqualTo(
                        "ValidationException: the event type 'codebuild-project-build-state-failed' is not one of the resource "
                                + PIPELINE);
        assertThat(refusal(() -> create(rule("bad").eventTypeIds(java.util.List.of()))))
                .isEqualTo("ValidationException: a rule needs at least one event type");
        assertThat(refusal(() -> create(
                        rule("bad").targets(t -> t.targetType("Pager").targetAddress("arn:aws:sns:us-east-1:1:t")))))
                .startsWith(
                        "ValidationException: the target {\"TargetType\":\"Pager\",\"TargetAddress\":\"arn:aws:sns:us-east-1:1:t\"} needs an ARN and one of the types [");
        assertThat(refusal(() -> create(rule("bad")
                        .targets(IntStream.range(0, 11)
                                .mapToObj(i -> topic("t" + i))
                                .toList()))))
                .startsWith("ValidationException: ");
        assertThat(refusal(() -> create(rule("bad").detailType("SOME"))))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Value 'SOME' at 'DetailType' failed to satisfy constraint: Member must satisfy enum value set: [BASIC, FULL]");
        assertThat(refusal(() -> notifications.updateNotificationRule(r -> r.arn(GONE))))
                .isEqualTo("ResourceNotFoundException: No rule found for " + GONE);
        assertThat(refusal(() -> notifications.subscribe(r -> r.arn(GONE).target(topic("t")))))
                .isEqualTo("ResourceNotFoundException: No rule found for " + GONE);
        assertThat(refusal(() -> notifications.listTagsForResource(r -> r.arn(GONE))))
                .isEqualTo("ResourceNotFoundException: No rule found for " + GONE);
        assertThat(notifications
                        .listNotificationRules(r -> r.filters(
                                f -> f.name("TARGET_ADDRESS").value(topic("bad").targetAddress())))
                        .notificationRules())
                .isEmpty();
    }
}
