package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.access.record.CallQuery;
import dev.slipway.local.cloud.access.record.JudgedCall;
import dev.slipway.local.cloud.signature.Credential;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
class AccessTest {
    private static final String ROLES = "arn:aws:iam::000000000000:role/";
    private static final String SOURCE = "arn:aws:codebuild:us-east-1:000000000000:project/any";

    private final LocalCloud cloud;
    private final IamClient iam;

    AccessTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        iam = root(IamClient.builder());
    }

    @AfterAll
    void stop() {
        iam.close();
        cloud.close();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C root(B builder) {
        return CloudProcess.client(builder, URI.create(cloud.endpoint()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C as(String role, B builder) {
        return cloud.onBehalf().clients().client(builder, "us-east-1", session(role));
    }

    private Credential session(String role) {
        return cloud.onBehalf().sessions().assume(ROLES + role, "codebuild.amazonaws.com", "s", SOURCE);
    }

    /** A role with one inline policy named "rights" that holds these statements. */
    private void role(String name, String... statements) {
        iam.createRole(
                r -> r.roleName(name)
                        .assumeRolePolicyDocument(
                                policy(
                                        """
                        {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"codebuild.amazonaws.com"}}""")));
        if (statements.length > 0) {
            rights(name, statements);
        }
    }

    private void rights(String name, String... statements) {
        iam.putRolePolicy(r -> r.roleName(name).policyName("rights").policyDocument(policy(statements)));
    }

    private static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String allow(String sid, String action, String resource) {
        return "{\"Sid\":\"%s\",\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
                .formatted(sid, action, resource);
    }

    private static String refusal(ThrowingCallable call) {
        var details =
                Assertions.catchThrowableOfType(AwsServiceException.class, call).awsErrorDetails();
        return details.errorCode() + ": " + details.errorMessage();
    }

    private static String user(String role) {
        return "User: arn:aws:sts::000000000000:assumed-role/" + role + "/s is not authorized to perform: ";
    }

    @Test
    void judgesServicesOfOursByIdentityPolicies() {
        var repository = "arn:aws:codecommit:us-east-1:000000000000:judged";
        root(CodeCommitClient.builder()).createRepository(r -> r.repositoryName("judged"));
        role("reader", allow("Read", "codecommit:Get*", repository));
        var client = as("reader", CodeCommitClient.builder());
        assertThat(client.getRepository(r -> r.repositoryName("judged"))
                        .repositoryMetadata()
                        .arn())
                .isEqualTo(repository);
        assertThat(refusal(() -> client.deleteRepository(r -> r.repositoryName("judged"))))
                .isEqualTo("AccessDeniedException: " + user("reader") + "codecommit:DeleteRepository on resource: "
                        + repository
                        + " because no identity-based policy allows the codecommit:DeleteRepository action. Nearest:"
                        + " rights/Read, but action: got codecommit:DeleteRepository, wanted codecommit:Get*");
        assertThat(refusal(() -> client.getRepository(r -> r.repositoryName("other"))))
                .isEqualTo("AccessDeniedException: " + user("reader") + "codecommit:GetRepository on resource: "
                        + "arn:aws:codecommit:us-east-1:000000000000:other"
                        + " because no identity-based policy allows the codecommit:GetRepository action. Nearest:"
                        + " rights/Read, but resource: got arn:aws:codecommit:us-east-1:000000000000:other, wanted "
                        + repository);
    }

    @Test
    void decidesByThePoliciesOfThisMoment() {
        role("fresh");
        var client = as("fresh", CodePipelineClient.builder());
        for (var round = 0; round < 5; round++) {
            assertThat(refusal(client::listPipelines)).startsWith("AccessDeniedException: ");
            rights("fresh", allow("List", "codepipeline:ListPipelines", "*"));
            assertThat(client.listPipelines().pipelines()).isEmpty();
            iam.deleteRolePolicy(r -> r.roleName("fresh").policyName("rights"));
        }
    }

    @Test
    void narrowsByBoundaryManagedAndSessionPolicies() {
        var logs = policy(allow("Logs", "logs:*", "*"));
        var managed = iam.createPolicy(r -> r.policyName("logs").policyDocument(logs))
                .policy()
                .arn();
        var boundary = iam.createPolicy(
                        r -> r.policyName("boundary").policyDocument(policy(allow("Bound", "logs:Describe*", "*"))))
                .policy()
                .arn();
        role("bounded");
        iam.attachRolePolicy(r -> r.roleName("bounded").policyArn(managed));
        var client = as("bounded", CloudWatchLogsClient.builder());
        client.createLogGroup(r -> r.logGroupName("allowed"));
        iam.putRolePermissionsBoundary(r -> r.roleName("bounded").permissionsBoundary(boundary));
        assertThat(client.describeLogGroups().logGroups())
                .extracting("logGroupName")
                .containsExactly("allowed");
        assertThat(refusal(() -> client.createLogGroup(r -> r.logGroupName("more"))))
                .isEqualTo("AccessDeniedException: " + user("bounded")
                        + "logs:CreateLogGroup on resource: arn:aws:logs:us-east-1:000000000000:log-group:more:log-stream:"
                        + " because no permissions boundary allows the logs:CreateLogGroup action. Nearest: " + boundary
                        + "/Bound, but action: got logs:CreateLogGroup, wanted logs:Describe*");
    }

    @Test
    void letsUsersActThroughTheirGroupsAndNarrowedSessions() {
        iam.createUser(r -> r.userName("ada"));
        iam.createGroup(r -> r.groupName("team"));
        iam.addUserToGroup(r -> r.groupName("team").userName("ada"));
        iam.putGroupPolicy(r -> r.groupName("team")
                .policyName("rights")
                .policyDocument(
                        policy(allow("Assume", "sts:AssumeRole", "*"), allow("List", "codecommit:List*", "*"))));
        iam.createRole(
                r -> r.roleName("narrowed")
                        .assumeRolePolicyDocument(
                                policy(
                                        """
                        {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::000000000000:user/ada"}}""")));
        rights("narrowed", allow("All", "codecommit:*", "*"));
        var key = iam.createAccessKey(r -> r.userName("ada")).accessKey();
        var ada = new Credential(
                key.accessKeyId(), key.secretAccessKey(), null, null, "arn:aws:iam::000000000000:user/ada");
        var clients = cloud.onBehalf().clients();
        assertThat(clients.client(CodeCommitClient.builder(), "us-east-1", ada).listRepositories())
                .isNotNull();
        var sts = clients.client(StsClient.builder(), "us-east-1", ada);
        assertThat(refusal(() -> sts.assumeRole(r -> r.roleArn(ROLES + "nobody").roleSessionName("x"))))
                .isEqualTo("AccessDenied: User: arn:aws:iam::000000000000:user/ada is not authorized to perform:"
                        + " sts:AssumeRole on resource: " + ROLES
                        + "nobody because no resource-based policy allows the sts:AssumeRole action");
        var session = sts.assumeRole(r -> r.roleArn(ROLES + "narrowed")
                        .roleSessionName("s")
                        .policy(policy(allow("Only", "codecommit:ListRepositories", "*"))))
                .credentials();
        var narrowed = clients.client(
                CodeCommitClient.builder(),
                "us-east-1",
                new Credential(
                        session.accessKeyId(), session.secretAccessKey(), session.sessionToken(), null, "unknown"));
        assertThat(narrowed.listRepositories()).isNotNull();
        assertThat(refusal(() -> narrowed.createRepository(r -> r.repositoryName("no"))))
                .isEqualTo("AccessDeniedException: " + user("narrowed") + "codecommit:CreateRepository on resource:"
                        + " arn:aws:codecommit:us-east-1:000000000000:no because no session policy allows the"
                        + " codecommit:CreateRepository action. Nearest: session policy/Only, but action: got"
                        + " codecommit:CreateRepository, wanted codecommit:ListRepositories");
    }

    @Test
    void holdsS3ToBucketPoliciesAndKeys() {
        var s3 = root(S3Client.builder().forcePathStyle(true));
        var kms = root(KmsClient.builder());
        s3.createBucket(r -> r.bucket("kept"));
        var key = kms.createKey(r -> r.description("artifacts")).keyMetadata().arn();
        s3.putBucketEncryption(r -> r.bucket("kept")
                .serverSideEncryptionConfiguration(c -> c.rules(rule -> rule.bucketKeyEnabled(true)
                        .applyServerSideEncryptionByDefault(d ->
                                d.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(key)))));
        s3.putBucketPolicy(
                r -> r.bucket("kept")
                        .policy(
                                policy(
                                        """
                        {"Sid":"Tls","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::kept","arn:aws:s3:::kept/*"],
                        "Condition":{"Bool":{"aws:SecureTransport":"false"}}}""",
                                        """
                        {"Sid":"Locked","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::kept/locked/*"}""")));
        role("writer", allow("Objects", "s3:*Object", "arn:aws:s3:::kept/*"));
        var client = as("writer", S3Client.builder().forcePathStyle(true));
        assertThat(refusal(() -> client.putObject(r -> r.bucket("kept").key("a"), RequestBody.fromString("x"))))
                .isEqualTo("AccessDenied: " + user("writer") + "kms:GenerateDataKey on resource: " + key
                        + " because no identity-based policy allows the kms:GenerateDataKey action");
        rights(
                "writer",
                allow("Objects", "s3:*Object", "arn:aws:s3:::kept/*"),
                """
                {"Sid":"Key","Effect":"Allow","Action":["kms:GenerateDataKey","kms:Decrypt"],"Resource":"%s","Condition":{"StringEquals":{
                "kms:ViaService":"s3.us-east-1.amazonaws.com","kms:EncryptionContext:aws:s3:arn":"arn:aws:s3:::kept"}}}"""
                        .formatted(key));
        client.putObject(r -> r.bucket("kept").key("a"), RequestBody.fromString("x"));
        assertThat(client.getObjectAsBytes(r -> r.bucket("kept").key("a")).asUtf8String())
                .isEqualTo("x");
        assertThat(refusal(() -> as("writer", KmsClient.builder())
                        .generateDataKey(r -> r.keyId(key).keySpec("AES_256"))))
                .startsWith("AccessDeniedException: " + user("writer") + "kms:GenerateDataKey on resource: " + key
                        + " because no identity-based policy allows the kms:GenerateDataKey action. Nearest: rights/Key,"
                        + " but condition: ");
        var locked = " on resource: arn:aws:s3:::kept/locked/a with an explicit deny in a resource-based policy"
                + " (arn:aws:s3:::kept/locked/a/Locked)";
        assertThat(refusal(() -> client.putObject(r -> r.bucket("kept").key("locked/a"), RequestBody.fromString("x"))))
                .isEqualTo("AccessDenied: " + user("writer") + "s3:PutObject" + locked);
        assertThat(refusal(() -> s3.putObject(r -> r.bucket("kept").key("locked/a"), RequestBody.fromString("x"))))
                .isEqualTo(
                        "AccessDenied: User: arn:aws:iam::000000000000:root is not authorized to perform: s3:PutObject"
                                + locked);
        assertThat(refusal(() -> client.listObjectsV2(r -> r.bucket("kept"))))
                .startsWith("AccessDenied: " + user("writer") + "s3:ListBucket on resource: arn:aws:s3:::kept because");
    }

    @Test
    void asksForPassRoleAndTagging() {
        role("task");
        role("deployer", allow("Register", "ecs:RegisterTaskDefinition", "*"));
        var client = as("deployer", EcsClient.builder());
        ThrowingCallable register = () -> client.registerTaskDefinition(r -> r.family("web")
                .taskRoleArn(ROLES + "task")
                .tags(t -> t.key("a").value("b"))
                .containerDefinitions(c -> c.name("web").image("web").memory(64)));
        assertThat(refusal(register))
                .startsWith(
                        "AccessDeniedException: " + user("deployer")
                                + "ecs:TagResource on resource: arn:aws:ecs:us-east-1:000000000000:task-definition/web:* because");
        var tag =
                """
                {"Sid":"Tag","Effect":"Allow","Action":"ecs:TagResource","Resource":"*","Condition":{"StringEquals":{"ecs:CreateAction":"RegisterTaskDefinition"}}}""";
        rights("deployer", allow("Register", "ecs:RegisterTaskDefinition", "*"), tag);
        assertThat(refusal(register))
                .startsWith("AccessDeniedException: " + user("deployer") + "iam:PassRole on resource: " + ROLES
                        + "task because");
        rights(
                "deployer",
                allow("Register", "ecs:RegisterTaskDefinition", "*"),
                tag,
                """
                {"Effect":"Allow","Action":"iam:PassRole","Resource":"%stask","Condition":{"StringEquals":{"iam:PassedToService":"ecs-tasks.amazonaws.com"}}}"""
                        .formatted(ROLES));
        Assertions.assertThatCode(register).doesNotThrowAnyException();
        assertThat(cloud.calls().find(CallQuery.all().ofRole(ROLES + "deployer")))
                .extracting(JudgedCall::action, JudgedCall::allowed, JudgedCall::statements)
                .containsExactly(
                        Assertions.tuple("ecs:RegisterTaskDefinition", true, List.of("rights/Register")),
                        Assertions.tuple("ecs:TagResource", false, List.of()),
                        Assertions.tuple("ecs:RegisterTaskDefinition", true, List.of("rights/Register")),
                        Assertions.tuple("ecs:TagResource", true, List.of("rights/Tag")),
                        Assertions.tuple("iam:PassRole", false, List.of()),
                        Assertions.tuple("ecs:RegisterTaskDefinition", true, List.of("rights/Register")),
                        Assertions.tuple("ecs:TagResource", true, List.of("rights/Tag")),
                        Assertions.tuple("iam:PassRole", true, List.of("rights/3")));
    }

    @Test
    void letsResourcePoliciesAllow() {
        var ecr = root(EcrClient.builder());
        ecr.createRepository(r -> r.repositoryName("shared"));
        role("puller");
        var client = as("puller", EcrClient.builder());
        assertThat(refusal(() -> client.listImages(r -> r.repositoryName("shared"))))
                .startsWith("AccessDeniedException: " + user("puller") + "ecr:ListImages on resource: "
                        + "arn:aws:ecr:us-east-1:000000000000:repository/shared because");
        ecr.setRepositoryPolicy(r -> r.repositoryName("shared")
                .policyText(policy(
                        """
                        {"Sid":"Pull","Effect":"Allow","Principal":{"AWS":"%spuller"},"Action":"ecr:ListImages"}"""
                                .formatted(ROLES))));
        assertThat(client.listImages(r -> r.repositoryName("shared")).imageIds())
                .isEmpty();
        var topic =
                root(SnsClient.builder()).createTopic(r -> r.name("approvals")).topicArn();
        assertThat(refusal(() -> as("puller", SnsClient.builder())
                        .publish(r -> r.topicArn(topic).message("x"))))
                .startsWith("AuthorizationError: ".replace("AuthorizationError", "AccessDenied") + user("puller")
                        + "SNS:Publish on resource: ".replace("SNS", "sns") + topic + " because");
    }

    @Test
    void holdsQueuesToTheirPoliciesAndKeys() {
        var sqs = root(SqsClient.builder());
        var kms = root(KmsClient.builder());
        var key = kms.createKey(r -> r.description("queue")).keyMetadata().arn();
        var url = sqs.createQueue(
                        r -> r.queueName("jobs").attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, key)))
                .queueUrl();
        var queue = "arn:aws:sqs:us-east-1:000000000000:jobs";
        role("sender");
        var client = as("sender", SqsClient.builder());
        ThrowingCallable send = () -> client.sendMessage(r -> r.queueUrl(url).messageBody("x"));
        assertThat(refusal(send))
                .endsWith(user("sender") + "sqs:SendMessage on resource: " + queue
                        + " because no identity-based policy allows the sqs:SendMessage action");
        sqs.setQueueAttributes(r -> r.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.POLICY,
                        policy(
                                """
                        {"Sid":"Send","Effect":"Allow","Principal":{"AWS":"%ssender"},"Action":"sqs:SendMessage","Resource":"%s"}"""
                                        .formatted(ROLES, queue),
                                """
                        {"Sid":"Tls","Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"%s","Condition":{"Bool":{"aws:SecureTransport":"false"}}}"""
                                        .formatted(queue),
                                """
                        {"Sid":"Stays","Effect":"Deny","Principal":"*","Action":"sqs:PurgeQueue","Resource":"%s"}"""
                                        .formatted(queue)))));
        assertThat(refusal(send)).contains(user("sender") + "kms:GenerateDataKey on resource: " + key + " because");
        rights("sender", allow("Key", "kms:*", key));
        Assertions.assertThatCode(send).doesNotThrowAnyException();
        assertThat(refusal(() -> client.receiveMessage(r -> r.queueUrl(url))))
                .contains(user("sender") + "sqs:ReceiveMessage on resource: " + queue + " because");
        assertThat(refusal(() -> sqs.purgeQueue(r -> r.queueUrl(url))))
                .endsWith(
                        "User: arn:aws:iam::000000000000:root is not authorized to perform: sqs:PurgeQueue on resource: "
                                + queue + " with an explicit deny in a resource-based policy (" + queue + "/Stays)");
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages())
                .extracting("body")
                .containsExactly("x");
    }

    @Test
    void letsGrantsAllowUntilTheyAreRevoked() {
        var kms = root(KmsClient.builder());
        var key = kms.createKey(r -> r.description("granted")).keyMetadata().arn();
        role("grantee");
        var client = as("grantee", KmsClient.builder());
        ThrowingCallable encrypt = () -> client.encrypt(
                r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")).encryptionContext(Map.of("team", "a")));
        assertThat(refusal(encrypt)).startsWith("AccessDeniedException: ");
        var grant = kms.createGrant(r -> r.keyId(key)
                        .granteePrincipal(ROLES + "grantee")
                        .operations(GrantOperation.ENCRYPT)
                        .constraints(c -> c.encryptionContextSubset(Map.of("team", "a"))))
                .grantId();
        Assertions.assertThatCode(encrypt).doesNotThrowAnyException();
        assertThat(refusal(() -> client.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")))))
                .startsWith(
                        "AccessDeniedException: " + user("grantee") + "kms:Encrypt on resource: " + key + " because");
        kms.revokeGrant(r -> r.keyId(key).grantId(grant));
        assertThat(refusal(encrypt)).startsWith("AccessDeniedException: ");
    }
}
