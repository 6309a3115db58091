package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.cloud.access.AccessDenied;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsTest {
    private static final String SOURCE = "arn:aws:codebuild:us-east-1:000000000000:project/web";
    private static final String ROLE = "arn:aws:iam::000000000000:role/team/builder";

    private final LocalCloud cloud;

    SessionsTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
    }

    @BeforeAll
    void makeRole() {
        try (var iam = CloudProcess.client(IamClient.builder(), URI.create(cloud.endpoint()))) {
            iam.createRole(r -> r.roleName("builder")
                    .path("/team/")
                    .assumeRolePolicyDocument(
                            """
                            {"Version":"2012-10-17","Statement":[{"Sid":"Builds","Effect":"Allow","Action":"sts:AssumeRole",
                            "Principal":{"Service":"codebuild.amazonaws.com"},
                            "Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}"""
                                    .formatted(SOURCE)));
        }
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    @Test
    void givesServicesSessionsThatWorkEverywhere() {
        var behalf = cloud.onBehalf();
        var session = behalf.sessions().assume(ROLE, "codebuild.amazonaws.com", "AWSCodeBuild-1", SOURCE);
        assertThat(session.principalArn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/builder/AWSCodeBuild-1");
        try (var sts = behalf.clients().client(StsClient.builder(), "us-east-1", session)) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo(session.principalArn());
        }
        assertThat(behalf.sessions().assume(ROLE, "codebuild.amazonaws.com", "AWSCodeBuild-1", SOURCE))
                .as("a session that is good for some time more")
                .isEqualTo(session);
        assertThat(behalf.sessions().assume(ROLE, "codebuild.amazonaws.com", "AWSCodeBuild-2", SOURCE))
                .as("a session of another name")
                .isNotEqualTo(session);
    }

    @Test
    void refusesServicesThatTheTrustPolicyDoesNotLetIn() {
        var sessions = cloud.onBehalf().sessions();
        assertThatThrownBy(() -> sessions.assume(ROLE, "codepipeline.amazonaws.com", "s", SOURCE))
                .isInstanceOf(AccessDenied.class)
                .hasMessage(
                        "User: codepipeline.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: "
                                + ROLE
                                + " because no resource-based policy allows the sts:AssumeRole action. Nearest: "
                                + ROLE + "/Builds, but principal: got codepipeline.amazonaws.com, wanted"
                                + " Service codebuild.amazonaws.com");
        assertThatThrownBy(() -> sessions.assume(ROLE, "codebuild.amazonaws.com", "s", SOURCE + "2"))
                .isInstanceOf(AccessDenied.class)
                .hasMessageEndingWith(
                        "but condition: got aws:SourceArn " + SOURCE + "2, wanted ArnEquals aws:SourceArn " + SOURCE);
        assertThatThrownBy(() -> sessions.assume(ROLE + "2", "codebuild.amazonaws.com", "s", SOURCE))
                .isInstanceOf(AccessDenied.class)
                .hasMessageEndingWith(": " + ROLE + "2. There is no such role.");
    }

    @Test
    void keepsSessionsWhenMinistackIsKilled() {
        var behalf = cloud.onBehalf();
        var session = behalf.sessions().assume(ROLE, "codebuild.amazonaws.com", "AWSCodeBuild-3", SOURCE);
        var before = cloud.ministackPid();
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        while (cloud.ministackPid() == before) {
            Thread.onSpinWait();
        }
        try (var sts = behalf.clients().client(StsClient.builder(), "us-east-1", session)) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo(session.principalArn());
        }
    }
}
