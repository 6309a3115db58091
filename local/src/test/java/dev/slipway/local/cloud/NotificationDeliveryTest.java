package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.events.Delivery;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codestarnotifications.CodestarNotificationsClient;
import software.amazon.awssdk.services.codestarnotifications.model.CreateNotificationRuleRequest;
import software.amazon.awssdk.services.codestarnotifications.model.DetailType;
import software.amazon.awssdk.services.codestarnotifications.model.NotificationRuleStatus;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** From a commit through a notification rule and its topic to a queue. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
class NotificationDeliveryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREATED = "codecommit-repository-branches-and-tags-created";

    private final LocalCloud cloud;
    private final CodestarNotificationsClient notifications;
    private final CodeCommitClient codecommit;
    private final SnsClient sns;
    private final SqsClient sqs;
    private final KmsClient kms;

    NotificationDeliveryTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        var endpoint = URI.create(cloud.endpoint());
        notifications = CloudProcess.client(CodestarNotificationsClient.builder(), endpoint);
        codecommit = CloudProcess.client(CodeCommitClient.builder(), endpoint);
        sns = CloudProcess.client(SnsClient.builder(), endpoint);
        sqs = CloudProcess.client(SqsClient.builder(), endpoint);
        kms = CloudProcess.client(KmsClient.builder(), endpoint);
    }

    @AfterAll
    void stop() {
        List.of(notifications, codecommit, sns, sqs, kms).forEach(client -> client.close());
        cloud.close();
    }

    private static String policy(String resource, String service, String action, String further) {
        return """
                {"Version":"2012-10-17","Statement":[{"Sid":"Service","Effect":"Allow","Principal":{"Service":"%s"},"Action":"%s",
                "Resource":"%s"%s}]}"""
                .formatted(service, action, resource, further);
    }

    private String topic(String name) {
        return sns.createTopic(r -> r.name(name)).topicArn();
    }

    /** Lets the service publish for this account alone, and nobody without TLS. */
    private void open(String topic) {
        var policy =
                """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Principal":{"Service":"codestar-notifications.amazonaws.com"},"Action":"SNS:Publish","Resource":"%1$s",
                "Condition":{"StringEquals":{"aws:SourceAccount":"000000000000"}}},
                {"Effect":"Deny","Principal":"*","Action":"SNS:Publish","Resource":"%1$s","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"""
                        .formatted(topic);
        sns.setTopicAttributes(r -> r.topicArn(topic).attributeName("Policy").attributeValue(policy));
    }

    /** A queue that gets what the topic is told. */
    private String inbox(String name, String topic) {
        var arn = "arn:aws:sqs:us-east-1:000000000000:" + name;
        var policy = policy(
                arn,
                "sns.amazonaws.com",
                "sqs:SendMessage",
                ",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"%s\"}}".formatted(topic));
        var url = sqs.createQueue(r -> r.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, policy)))
                .queueUrl();
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(arn));
        return url;
    }

    private String repository(String name) {
        return codecommit
                .createRepository(r -> r.repositoryName(name))
                .repositoryMetadata()
                .arn();
    }

    private String commit(String repository) {
        return codecommit
                .createCommit(
                        r -> r.repositoryName(repository).branchName("main").putFiles(f -> f.filePath("a")
                                .fileContent(SdkBytes.fromUtf8String("a"))))
                .commitId();
    }

    private String rule(String name, String resource, DetailType detail, String topic) {
        return notifications
                .createNotificationRule(CreateNotificationRuleRequest.builder()
                        .name(name)
                        .resource(resource)
                        .detailType(detail)
                        .eventTypeIds(CREATED)
                        .targets(t -> t.targetType("SNS").targetAddress(topic))
                        .build())
                .arn();
    }

    private JsonNode next(String queue) throws Exception {
        var messages =
                sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(20)).messages();
        assertThat(messages).as("a message within 20 s").hasSize(1);
        return JSON.readTree(
                JSON.readTree(messages.get(0).body()).path("Message").asText());
    }

    private String status(String rule) {
        return notifications
                .describeNotificationRule(r -> r.arn(rule))
                .targets()
                .get(0)
                .targetStatusAsString();
    }

    /** The delivery of a rule, once it is over. */
    private Delivery over(String rule) throws InterruptedException {
        for (int tries = 0; tries < 400; tries++) {
            for (var delivery : cloud.deliveries(100)) {
                if (delivery.ruleArn().equals(rule) && delivery.state() != Delivery.State.PENDING) {
                    return delivery;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no delivery of " + rule + " is over");
    }

    @Test
    void tellsTopicsWhatEnabledRulesOfTheResourceAskFor() throws Exception {
        var topic = topic("told");
        open(topic);
        var inbox = inbox("told", topic);
        var repository = repository("told");
        var rule = rule("told", repository, DetailType.BASIC, topic);
        var disabled = rule("disabled", repository, DetailType.BASIC, topic);
        notifications.updateNotificationRule(r -> r.arn(disabled).status(NotificationRuleStatus.DISABLED));
        rule("other", repository("untold"), DetailType.BASIC, topic);
        var commit = commit("told");
        var message = (ObjectNode) next(inbox);
        assertThat(message.remove("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(((ObjectNode) message.path("detail")).remove("repositoryId").asText())
                .hasSize(36);
        assertThat(message)
                .isEqualTo(JSON.readTree(
                        """
                                {"account":"000000000000","detailType":"CodeCommit Repository State Change","region":"us-east-1",
                                "source":"aws.codecommit","notificationRuleArn":"%s","resources":["%s"],"additionalAttributes":{},
                                "detail":{"event":"referenceCreated","repositoryName":"told","referenceType":"branch",
                                "referenceName":"main","referenceFullName":"refs/heads/main","commitId":"%s"}}"""
                                .formatted(rule, repository, commit)));
        assertThat(over(rule).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(cloud.deliveries(100).stream()
                        .filter(delivery -> delivery.targetArn().equals(topic))
                        .map(Delivery::ruleArn))
                .containsExactly(rule);
        assertThat(status(rule)).isEqualTo("ACTIVE");
    }

    @Test
    void callsTopicsUnreachableWhosePolicyDoesNotLetTheServiceIn() throws Exception {
        var topic = topic("closed");
        var rule = rule("closed", repository("closed"), DetailType.FULL, topic);
        assertThat(status(rule)).isEqualTo("ACTIVE");
        commit("closed");
        assertThat(over(rule).result())
                .startsWith("User: codestar-notifications.amazonaws.com is not authorized to perform: sns:Publish on"
                        + " resource: " + topic + " because no resource-based policy allows the sns:Publish action");
        assertThat(status(rule)).isEqualTo("UNREACHABLE");
        open(topic);
        var again = rule("opened", repository("opened"), DetailType.FULL, topic);
        commit("opened");
        assertThat(over(again).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(List.of(status(rule), status(again))).containsOnly("ACTIVE");
    }

    @Test
    void needsTheConsentOfTheTopicsKey() throws Exception {
        var key = kms.createKey(r -> r.description("topic")).keyMetadata().arn();
        var topic = sns.createTopic(r -> r.name("sealed").attributes(Map.of("KmsMasterKeyId", key)))
                .topicArn();
        open(topic);
        var rule = rule("sealed", repository("sealed"), DetailType.FULL, topic);
        commit("sealed");
        assertThat(over(rule).result())
                .startsWith(
                        "User: codestar-notifications.amazonaws.com is not authorized to perform: kms:GenerateDataKey"
                                + " on resource: " + key + " because");
        assertThat(status(rule)).isEqualTo("UNREACHABLE");
    }

    @Test
    void saysThatThereIsNoChat() throws Exception {
        var chat = "arn:aws:chatbot::000000000000:chat-configuration/slack-channel/team";
        var rule = notifications
                .createNotificationRule(r -> r.name("chat")
                        .resource(repository("chat"))
                        .detailType(DetailType.BASIC)
                        .eventTypeIds(CREATED)
                        .targets(t -> t.targetType("AWSChatbotSlack").targetAddress(chat)))
                .arn();
        commit("chat");
        assertThat(over(rule).result())
                .isEqualTo("the local cloud has no chat, got the target " + chat + ", expected a topic");
    }
}
