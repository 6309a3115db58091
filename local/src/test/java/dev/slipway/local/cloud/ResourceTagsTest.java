package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.local.cloud.signature.Credential;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codestarnotifications.CodestarNotificationsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Roles that may do everything to resources whose tag "team" is "a", and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
class ResourceTagsTest {
    private static final String ROLES = "arn:aws:iam::000000000000:role/";
    private static final String HERE = "us-east-1:000000000000:";

    private final LocalCloud cloud;

    ResourceTagsTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C root(B builder) {
        return CloudProcess.client(builder, URI.create(cloud.endpoint()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C as(String role, B builder) {
        return cloud.onBehalf().clients().client(builder, "us-east-1", session(role));
    }

    private Credential session(String role) {
        var source = "arn:aws:codebuild:" + HERE + "project/any";
        return cloud.onBehalf().sessions().assume(ROLES + role, "codebuild.amazonaws.com", "s", source);
    }

    private static String policy(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}";
    }

    /** A role that may do everything where the condition holds. */
    private void role(String name, String condition) {
        try (var iam = root(IamClient.builder())) {
            iam.createRole(
                    r -> r.roleName(name)
                            .assumeRolePolicyDocument(
                                    policy(
                                            """
                            {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"codebuild.amazonaws.com"}}""")));
            iam.putRolePolicy(r -> r.roleName(name)
                    .policyName("rights")
                    .policyDocument(policy(
                            """
                            {"Sid":"Team","Effect":"Allow","Action":"*","Resource":"*","Condition":{%s}}"""
                                    .formatted(condition))));
        }
    }

    @BeforeAll
    void makeRoles() {
        role("team", "\"StringEquals\":{\"aws:ResourceTag/Team\":\"a\"}");
        for (var form : List.of("ecr", "ecs", "iam", "secretsmanager", "ssm")) {
            role("team-" + form, "\"StringEquals\":{\"%s:ResourceTag/team\":\"a\"}".formatted(form));
        }
        role("own", "\"StringEquals\":{\"aws:ResourceTag/team\":\"${aws:PrincipalTag/team}\"}");
    }

    private static boolean allowed(Runnable call) {
        try {
            call.run();
            return true;
        } catch (AwsServiceException e) {
            assertThat(e.awsErrorDetails().errorMessage()).contains("is not authorized to perform");
            return false;
        }
    }

    /** Makes one of each with the tag, and calls it as the role; by service, whether the call was allowed. */
    private Map<String, Boolean> allowed(String name, String team, String role) {
        var by = new TreeMap<String, Boolean>();
        var tag = Map.of("team", team);
        root(CodeCommitClient.builder())
                .createRepository(r -> r.repositoryName(name).tags(tag));
        by.put("codecommit", allowed(() -> as(role, CodeCommitClient.builder())
                .getRepository(r -> r.repositoryName(name))));
        root(EcrClient.builder()).createRepository(r -> r.repositoryName(name)
                .tags(t -> t.key("team").value(team)));
        by.put("ecr", allowed(() -> as(role, EcrClient.builder()).listImages(r -> r.repositoryName(name))));
        root(CodeBuildClient.builder()).createReportGroup(r -> r.name(name)
                .type("TEST")
                .exportConfig(e -> e.exportConfigType("NO_EXPORT"))
                .tags(t -> t.key("team").value(team)));
        by.put("codebuild", allowed(() -> as(role, CodeBuildClient.builder())
                .batchGetReportGroups(r -> r.reportGroupArns("arn:aws:codebuild:" + HERE + "report-group/" + name))));
        root(CodeDeployClient.builder()).createApplication(r -> r.applicationName(name)
                .computePlatform("ECS")
                .tags(t -> t.key("team").value(team)));
        by.put("codedeploy", allowed(() -> as(role, CodeDeployClient.builder())
                .getApplication(r -> r.applicationName(name))));
        var rule = root(CodestarNotificationsClient.builder())
                .createNotificationRule(r -> r.name(name)
                        .resource("arn:aws:codepipeline:" + HERE + "any")
                        .detailType("BASIC")
                        .eventTypeIds("codepipeline-pipeline-pipeline-execution-failed")
                        .targets(List.of())
                        .tags(tag))
                .arn();
        by.put("codestar-notifications", allowed(() -> as(role, CodestarNotificationsClient.builder())
                .describeNotificationRule(r -> r.arn(rule))));
        root(EcsClient.builder())
                .createCluster(r -> r.clusterName(name).tags(t -> t.key("team").value(team)));
        by.put("ecs", allowed(() -> as(role, EcsClient.builder()).describeClusters(r -> r.clusters(name))));
        var key = root(KmsClient.builder())
                .createKey(r -> r.tags(t -> t.tagKey("team").tagValue(team)))
                .keyMetadata()
                .arn();
        by.put("kms", allowed(() -> as(role, KmsClient.builder()).describeKey(r -> r.keyId(key))));
        root(SecretsManagerClient.builder())
                .createSecret(r ->
                        r.name(name).secretString("x").tags(t -> t.key("team").value(team)));
        by.put("secretsmanager", allowed(() -> as(role, SecretsManagerClient.builder())
                .getSecretValue(r -> r.secretId(name))));
        var topic = root(SnsClient.builder())
                .createTopic(r -> r.name(name).tags(t -> t.key("team").value(team)))
                .topicArn();
        by.put("sns", allowed(() -> as(role, SnsClient.builder())
                .publish(r -> r.topicArn(topic).message("x"))));
        var queue = root(SqsClient.builder())
                .createQueue(r -> r.queueName(name).tags(tag))
                .queueUrl();
        by.put("sqs", allowed(() -> as(role, SqsClient.builder())
                .sendMessage(r -> r.queueUrl(queue).messageBody("x"))));
        root(SsmClient.builder())
                .putParameter(
                        r -> r.name("/" + name + "/x").type("String").value("x").tags(t -> t.key("team")
                                .value(team)));
        by.put("ssm", allowed(() -> as(role, SsmClient.builder()).getParameter(r -> r.name("/" + name + "/x"))));
        root(CloudWatchLogsClient.builder())
                .createLogGroup(r -> r.logGroupName(name).tags(tag));
        by.put("logs", allowed(() -> as(role, CloudWatchLogsClient.builder())
                .createLogStream(r -> r.logGroupName(name).logStreamName("s"))));
        root(EventBridgeClient.builder())
                .putRule(r -> r.name(name).scheduleExpression("rate(1 day)").tags(t -> t.key("team")
                        .value(team)));
        by.put("events", allowed(() -> as(role, EventBridgeClient.builder()).describeRule(r -> r.name(name))));
        root(IamClient.builder())
                .createUser(r -> r.userName(name).tags(t -> t.key("team").value(team)));
        by.put("iam", allowed(() -> as(role, IamClient.builder()).getUser(r -> r.userName(name))));
        return by;
    }

    @Test
    void letRolesUseWhatHasTheTag() {
        assertThat(allowed("right", "a", "team")).doesNotContainValue(false).hasSize(14);
    }

    @Test
    void keepRolesFromWhatHasAnother() {
        assertThat(allowed("wrong", "b", "team")).doesNotContainValue(true).hasSize(14);
    }

    private void answersTo(String role, Consumer<String> call) {
        assertThatCode(() -> call.accept(role)).doesNotThrowAnyException();
    }

    @Test
    void areKnownByTheServicesOwnNames() {
        root(EcrClient.builder()).createRepository(r -> r.repositoryName("formed")
                .tags(t -> t.key("team").value("a")));
        answersTo("team-ecr", role -> as(role, EcrClient.builder()).listImages(r -> r.repositoryName("formed")));
        root(EcsClient.builder()).createCluster(r -> r.clusterName("formed")
                .tags(t -> t.key("team").value("a")));
        answersTo("team-ecs", role -> as(role, EcsClient.builder()).describeClusters(r -> r.clusters("formed")));
        root(SecretsManagerClient.builder())
                .createSecret(r -> r.name("formed").secretString("x").tags(t -> t.key("team")
                        .value("a")));
        answersTo("team-secretsmanager", role -> as(role, SecretsManagerClient.builder())
                .getSecretValue(r -> r.secretId("formed")));
        root(SsmClient.builder())
                .putParameter(r -> r.name("formed").type("String").value("x").tags(t -> t.key("team")
                        .value("a")));
        answersTo("team-ssm", role -> as(role, SsmClient.builder()).getParameter(r -> r.name("formed")));
        root(IamClient.builder())
                .createUser(r -> r.userName("formed").tags(t -> t.key("team").value("a")));
        answersTo("team-iam", role -> as(role, IamClient.builder()).getUser(r -> r.userName("formed")));
        assertThat(allowed(() -> as("team-ecr", EcsClient.builder()).describeClusters(r -> r.clusters("formed"))))
                .isFalse();
    }

    @Test
    void areThoseOfThisMoment() {
        var kms = root(KmsClient.builder());
        var key = kms.createKey(r -> r.description("retagged")).keyMetadata().arn();
        var client = as("team", KmsClient.builder());
        for (var round = 0; round < 3; round++) {
            assertThat(allowed(() -> client.describeKey(r -> r.keyId(key)))).isFalse();
            kms.tagResource(r -> r.keyId(key).tags(t -> t.tagKey("team").tagValue("a")));
            assertThat(allowed(() -> client.describeKey(r -> r.keyId(key)))).isTrue();
            kms.untagResource(r -> r.keyId(key).tagKeys("team"));
        }
    }

    @Test
    void areComparedWithThoseOfTheCaller() {
        root(CodeCommitClient.builder())
                .createRepository(r -> r.repositoryName("own").tags(Map.of("team", "c")));
        var client = as("own", CodeCommitClient.builder());
        assertThat(allowed(() -> client.getRepository(r -> r.repositoryName("own"))))
                .isFalse();
        root(IamClient.builder())
                .tagRole(r -> r.roleName("own").tags(t -> t.key("team").value("c")));
        assertThat(allowed(() -> client.getRepository(r -> r.repositoryName("own"))))
                .isTrue();
    }

    @Test
    void areAbsentWhereNobodyCanTellThem() {
        assertThat(allowed(() -> as("team", CodeCommitClient.builder()).getRepository(r -> r.repositoryName("none"))))
                .isFalse();
    }
}
