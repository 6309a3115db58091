package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.events.Delivery;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codestarnotifications.CodestarNotificationsClient;
import software.amazon.awssdk.services.sns.SnsClient;

@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
class NotificationKillTest {
    private static final String REPOSITORY = "arn:aws:codecommit:us-east-1:000000000000:app";
    private static final String MAIN = "main";
    private static final String POLICY =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"codestar-notifications.amazonaws.com"},
            "Action":"SNS:Publish","Resource":"*"}]}""";

    private static void declare(CloudProcess cloud, CodeCommitClient codecommit) {
        codecommit.createRepository(r -> r.repositoryName("app"));
        codecommit.putFile(
                r -> r.repositoryName("app").branchName(MAIN).filePath("a").fileContent(SdkBytes.fromUtf8String("a")));
        try (var sns = cloud.client(SnsClient.builder());
                var notifications = cloud.client(CodestarNotificationsClient.builder())) {
            var topic = sns.createTopic(r -> r.name("told")).topicArn();
            sns.setTopicAttributes(
                    r -> r.topicArn(topic).attributeName("Policy").attributeValue(POLICY));
            notifications.createNotificationRule(r -> r.name("told")
                    .resource(REPOSITORY)
                    .detailType("BASIC")
                    .eventTypeIds("codecommit-repository-branches-and-tags-created")
                    .targets(t -> t.targetType("SNS").targetAddress(topic)));
        }
    }

    /** The branches that were told; the first one may be too, as it came just before the rule. */
    private static Set<String> told(LocalCloud cloud) {
        return cloud.deliveries(100).stream()
                .filter(delivery -> delivery.state() == Delivery.State.DELIVERED)
                .map(delivery -> delivery.event().at("/detail/referenceName").asText())
                .filter(branch -> !branch.equals(MAIN))
                .collect(Collectors.toSet());
    }

    @Test
    void eachBranchThatWasAnsweredIsToldWhateverIsKilledAfterIt(@TempDir Path state) throws Exception {
        var made = new LinkedHashSet<String>();
        for (int round = 0; round < 3; round++) {
            try (var cloud = CloudProcess.start(state);
                    var codecommit = cloud.client(CodeCommitClient.builder())) {
                if (round == 0) {
                    declare(cloud, codecommit);
                }
                var head = codecommit
                        .getBranch(r -> r.repositoryName("app").branchName(MAIN))
                        .branch()
                        .commitId();
                for (int i = 0; i < 3; i++) {
                    var branch = "branch-" + round + "-" + i;
                    codecommit.createBranch(
                            r -> r.repositoryName("app").branchName(branch).commitId(head));
                    made.add(branch);
                }
                cloud.killBoth();
            }
        }
        try (var cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()))) {
            for (int tries = 0; tries < 400 && !told(cloud).equals(made); tries++) {
                Thread.sleep(50);
            }
            assertThat(told(cloud)).isEqualTo(made);
        }
    }
}
