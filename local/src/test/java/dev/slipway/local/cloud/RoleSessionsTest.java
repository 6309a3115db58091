package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.signature.Credential;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.CodeCommitException;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Tag;

/** What AWS refuses of sessions of roles beside what policies say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleSessionsTest {
    private static final String ROLES = "arn:aws:iam::000000000000:role/";
    private static final String ADA = "arn:aws:iam::000000000000:user/ada";
    private static final String EVERYTHING =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:*","Resource":"*"}]}""";

    private final LocalCloud cloud;
    private final IamClient iam;
    private StsClient ada;

    RoleSessionsTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        iam = CloudProcess.client(IamClient.builder(), URI.create(cloud.endpoint()));
        iam.createUser(r -> r.userName("ada"));
        iam.putUserPolicy(r -> r.userName("ada").policyName("sts").policyDocument(EVERYTHING));
        var key = iam.createAccessKey(r -> r.userName("ada")).accessKey();
        ada = as(new Credential(key.accessKeyId(), key.secretAccessKey(), null, null, ADA));
    }

    @BeforeAll
    void makeRoles() {
        role("plain", "\"sts:AssumeRole\"", "\"" + ADA + "\"");
        role("tagged", "[\"sts:AssumeRole\",\"sts:TagSession\"]", "\"" + ADA + "\"");
        var chained = "[\"sts:AssumeRole\",\"sts:TagSession\"]";
        role("second", chained, "\"" + ROLES + "tagged\"");
        role("third", chained, "\"" + ROLES + "second\"");
        for (var name : new String[] {"tagged", "second", "third"}) {
            iam.putRolePolicy(r -> r.roleName(name).policyName("sts").policyDocument(EVERYTHING));
            iam.putRolePolicy(
                    r -> r.roleName(name)
                            .policyName("repositories")
                            .policyDocument(
                                    """
                            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"codecommit:GetRepository","Resource":[
                            "arn:aws:codecommit:us-east-1:000000000000:Star-${aws:PrincipalTag/Star}",
                            "arn:aws:codecommit:us-east-1:000000000000:Heart-${aws:PrincipalTag/Heart}",
                            "arn:aws:codecommit:us-east-1:000000000000:team-${aws:PrincipalTag/team}"]}]}"""));
        }
        role("next", "\"sts:AssumeRole\"", "[\"" + ROLES + "plain\",\"" + ROLES + "tagged\"]");
        iam.putRolePolicy(r -> r.roleName("plain").policyName("sts").policyDocument(EVERYTHING));
        iam.updateRole(r -> r.roleName("next").maxSessionDuration(43_200));
        iam.putRolePolicy(
                r -> r.roleName("tagged")
                        .policyName("tags")
                        .policyDocument(
                                """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"codecommit:ListRepositories","Resource":"*",
                        "Condition":{"StringEquals":{"aws:PrincipalTag/team":"blue"}}}]}"""));
    }

    @AfterAll
    void stop() {
        ada.close();
        iam.close();
        cloud.close();
    }

    private void role(String name, String actions, String principal) {
        iam.createRole(r -> r.roleName(name)
                .assumeRolePolicyDocument(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":%s,"Principal":{"AWS":%s}}]}"""
                                .formatted(actions, principal)));
    }

    private StsClient as(Credential who) {
        return cloud.onBehalf().clients().client(StsClient.builder(), "us-east-1", who);
    }

    private Credential session(StsClient caller, AssumeRoleRequest request) {
        var answer = caller.assumeRole(request);
        var keys = answer.credentials();
        return new Credential(
                keys.accessKeyId(),
                keys.secretAccessKey(),
                keys.sessionToken(),
                keys.expiration(),
                answer.assumedRoleUser().arn());
    }

    private static AssumeRoleRequest.Builder assume(String role) {
        return AssumeRoleRequest.builder().roleArn(ROLES + role).roleSessionName("s");
    }

    private static String refusal(ThrowingCallable call) {
        var details =
                Assertions.catchThrowableOfType(AwsServiceException.class, call).awsErrorDetails();
        return details.errorCode() + ": " + details.errorMessage();
    }

    @Test
    void rootTakesOnNoRole() {
        try (var root = as(Credential.ROOT)) {
            assertThat(refusal(() -> root.assumeRole(assume("plain").build())))
                    .isEqualTo("AccessDenied: Roles may not be assumed by root accounts.");
        }
    }

    @Test
    void aSessionIsNoLongerThanItsRoleAllows() {
        assertThat(refusal(() ->
                        ada.assumeRole(assume("plain").durationSeconds(3601).build())))
                .isEqualTo(
                        "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        assertThat(ada.assumeRole(assume("plain").durationSeconds(3600).build()).credentials())
                .isNotNull();
    }

    @Test
    void aSessionThatASessionMadeLastsAnHourAtMost() {
        try (var plain = as(session(ada, assume("plain").build()))) {
            assertThat(refusal(() -> plain.assumeRole(
                            assume("next").durationSeconds(3601).build())))
                    .isEqualTo(
                            "ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
            assertThat(plain.assumeRole(assume("next").durationSeconds(3600).build())
                            .credentials())
                    .isNotNull();
        }
    }

    @Test
    void tagsOfASessionNeedTheConsentOfTheRoleAndAreKnown() {
        var blue = Tag.builder().key("team").value("blue").build();
        assertThat(refusal(() -> ada.assumeRole(assume("plain").tags(blue).build())))
                .startsWith("AccessDenied: User: " + ADA + " is not authorized to perform: sts:TagSession on resource: "
                        + ROLES + "plain");
        var clients = cloud.onBehalf().clients();
        try (var tagged = clients.client(
                CodeCommitClient.builder(),
                "us-east-1",
                session(ada, assume("tagged").tags(blue).build()))) {
            assertThat(tagged.listRepositories().repositories()).isEmpty();
        }
        var red = Tag.builder().key("team").value("red").build();
        try (var tagged = clients.client(
                CodeCommitClient.builder(),
                "us-east-1",
                session(ada, assume("tagged").tags(red).build()))) {
            assertThat(refusal(tagged::listRepositories)).startsWith("AccessDeniedException: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"nobody\" | \"AWS\":\"nobody\"",
                "{\"AWS\":\"arn:aws:iam::000000000000:role/*\"} | \"AWS\":\"arn:aws:iam::000000000000:role/*\"",
                "{\"AWS\":\"arn:aws:iam::000000000000:role/absent\"} | \"AWS\":\"arn:aws:iam::000000000000:role/absent\"",
                "{\"AWS\":\"arn:aws:iam::000000000000:role/other/plain\"} | \"AWS\":\"arn:aws:iam::000000000000:role/other/plain\"",
                "{\"AWS\":[\"arn:aws:iam::000000000000:user/ada\",\"arn:aws:iam::000000000000:user/absent\"]} | \"AWS\":\"arn:aws:iam::000000000000:user/absent\"",
                "{\"AWS\":\"arn:aws:s3:::bucket\"} | \"AWS\":\"arn:aws:s3:::bucket\"",
                "{\"Service\":\"codebuild\"} | \"SERVICE\":\"codebuild\"",
                "{\"Service\":\"*\"} | \"SERVICE\":\"*\"",
                "{\"Federated\":\"example.com\"} | \"FEDERATED\":\"example.com\"",
                "{\"Person\":\"ada\"} | \"PERSON\":\"ada\"",
                "{} | com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!",
                "{\"AWS\":[]} | com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!"
            })
    void aTrustPolicyNamesPrincipalsThatThereCanBe(String principal, String message) {
        var document = trust(principal);
        var expected = "MalformedPolicyDocument: Invalid principal in policy: " + message;
        assertThat(refusal(() -> iam.createRole(r -> r.roleName("bad").assumeRolePolicyDocument(document))))
                .isEqualTo(expected);
        assertThat(refusal(() ->
                        iam.updateAssumeRolePolicy(r -> r.roleName("plain").policyDocument(document))))
                .isEqualTo(expected);
    }

    private static String trust(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":%s}}"
                .formatted(principal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"*\"",
                "{\"AWS\":\"*\"}",
                "{\"AWS\":[\"000000000000\",\"arn:aws:iam::000000000000:root\",\"arn:aws:iam::000000000000:role/plain\"]}",
                "{\"AWS\":\"arn:aws:iam::123456789012:role/of-another-account\"}",
                "{\"AWS\":\"arn:aws:sts::000000000000:assumed-role/plain/s\"}",
                "{\"Service\":[\"codebuild.amazonaws.com\",\"states.us-east-1.amazonaws.com\",\"ecs-tasks.amazonaws.com\"]}",
                "{\"Federated\":\"cognito-identity.amazonaws.com\"}",
                "{\"Federated\":\"arn:aws:iam::000000000000:oidc-provider/token.actions.example.com\"}"
            })
    void aTrustPolicyMayNameWhatAwsKnows(String principal) {
        var role = iam.createRole(r -> r.roleName("good").assumeRolePolicyDocument(trust(principal)))
                .role();
        iam.deleteRole(r -> r.roleName("good"));
        assertThat(role.arn()).isEqualTo(ROLES + "good");
    }

    @Test
    void transitiveTagsGoFromSessionToSession() {
        var star = Tag.builder().key("Star").value("1").build();
        var team = Tag.builder().key("team").value("blue").build();
        var first = session(
                ada, assume("tagged").tags(star, team).transitiveTagKeys("star").build());
        assertThat(allowed(first, "Star")).isEqualTo("1");
        assertThat(allowed(first, "team")).isEqualTo("blue");

        Credential second;
        try (var caller = as(first)) {
            assertThat(refusal(() -> caller.assumeRole(assume("next").build())))
                    .as("a role has to consent to tags that are handed on to its session")
                    .startsWith("AccessDenied: User: " + first.principalArn()
                            + " is not authorized to perform: sts:TagSession on resource: " + ROLES + "next");
            second = session(caller, assume("second").build());
            assertThat(refusal(() -> caller.assumeRole(assume("second")
                            .tags(Tag.builder().key("STAR").value("2").build())
                            .build())))
                    .isEqualTo(
                            "InvalidParameterValue: One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");
        }
        assertThat(allowed(second, "Star")).isEqualTo("1");
        assertThat(allowed(second, "team")).as("not transitive").isEmpty();

        try (var caller = as(second)) {
            var more = Tag.builder().key("Heart").value("3").build();
            var third = session(caller, assume("third").tags(more).build());
            assertThat(allowed(third, "Star")).as("it stays transitive").isEqualTo("1");
            assertThat(allowed(third, "Heart")).isEqualTo("3");
        }
    }

    @Test
    void onlyTagsThatAreBroughtCanBeTransitive() {
        var star = Tag.builder().key("Star").value("1").build();
        assertThat(refusal(() -> ada.assumeRole(
                        assume("tagged").tags(star).transitiveTagKeys("Sun").build())))
                .isEqualTo(
                        "InvalidParameterValue: The specified transitive tag key must be included in the requested tags.");
    }

    @Test
    void aRoleMaySayWhichTagsAreTransitive() {
        iam.createRole(r -> r.roleName("choosy")
                .assumeRolePolicyDocument(
                        """
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"%1$s"}},
                                {"Effect":"Allow","Action":"sts:TagSession","Principal":{"AWS":"%1$s"},
                                "Condition":{"ForAllValues:StringEquals":{"sts:TransitiveTagKeys":["Star"]}}}]}"""
                                .formatted(ADA)));
        var star = Tag.builder().key("Star").value("1").build();
        var sun = Tag.builder().key("Sun").value("1").build();
        assertThat(ada.assumeRole(assume("choosy")
                                .tags(star, sun)
                                .transitiveTagKeys("Star")
                                .build())
                        .credentials())
                .isNotNull();
        assertThat(refusal(() -> ada.assumeRole(assume("choosy")
                        .tags(star, sun)
                        .transitiveTagKeys("Star", "Sun")
                        .build())))
                .startsWith("AccessDenied: User: " + ADA + " is not authorized to perform: sts:TagSession");
    }

    /** The value of a session's tag, found out by what the policy of its role allows for each value; empty when it has none. */
    private String allowed(Credential session, String tag) {
        try (var codecommit = cloud.onBehalf().clients().client(CodeCommitClient.builder(), "us-east-1", session)) {
            return Stream.of("1", "2", "3", "blue")
                    .filter(value -> lets(codecommit, tag + "-" + value))
                    .collect(Collectors.joining());
        }
    }

    private static boolean lets(CodeCommitClient codecommit, String repository) {
        try {
            codecommit.getRepository(r -> r.repositoryName(repository));
        } catch (RepositoryDoesNotExistException judged) {
            return true;
        } catch (CodeCommitException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            return false;
        }
        throw new AssertionError("there is no repository " + repository);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\"} | Missing required field Principal",
                "{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":\"*\",\"Resource\":\"*\"} | Has prohibited field Resource",
                "{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":\"*\",\"NotResource\":\"*\"} | Has prohibited field Resource",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\"} | Missing required field Action",
                "{\"Effect\":\"Allow\",\"Action\":[],\"Principal\":\"*\"} | Policy statement must contain actions."
            })
    void aTrustPolicyThatIsNoneIsRefused(String statement, String message) {
        var document = "{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}";
        var list = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}";
        var expected = "MalformedPolicyDocument: " + message;
        assertThat(refusal(() -> iam.createRole(r -> r.roleName("bad").assumeRolePolicyDocument(document))))
                .isEqualTo(expected);
        assertThat(refusal(() ->
                        iam.updateAssumeRolePolicy(r -> r.roleName("plain").policyDocument(list))))
                .isEqualTo(expected);
    }
}
