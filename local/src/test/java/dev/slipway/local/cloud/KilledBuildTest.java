package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.iam.IamClient;

class KilledBuildTest {
    private static final String TRUST =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{"Service":"codebuild.amazonaws.com"}}]}""";

    @Test
    void aBuildThatRanWhenTheCloudWasKilledIsAFaultWithItsReason(@TempDir Path state) throws Exception {
        String id;
        try (var cloud = CloudProcess.start(state);
                var iam = cloud.client(IamClient.builder());
                var codebuild = cloud.client(CodeBuildClient.builder())) {
            var role = iam.createRole(r -> r.roleName("b").assumeRolePolicyDocument(TRUST))
                    .role();
            id = SleepingBuild.start(codebuild, "killed", role.arn());
            cloud.killBoth();
        }
        try (var cloud = CloudProcess.start(state);
                var codebuild = cloud.client(CodeBuildClient.builder())) {
            var build = codebuild.batchGetBuilds(r -> r.ids(id)).builds().get(0);
            assertThat(build.buildStatus()).isEqualTo(StatusType.FAULT);
            assertThat(build.buildComplete()).isTrue();
            assertThat(build.phases())
                    .extracting(phase -> phase.phaseType() + " " + phase.phaseStatusAsString())
                    .endsWith("PRE_BUILD SUCCEEDED", "BUILD FAULT", "COMPLETED null");
            assertThat(build.phases())
                    .filteredOn(phase -> "FAULT".equals(phase.phaseStatusAsString()))
                    .singleElement()
                    .satisfies(
                            phase -> assertThat(phase.contexts())
                                    .extracting(context -> context.statusCode() + ": " + context.message())
                                    .containsExactly(
                                            "INTERNAL_SERVICE_ERROR: the local cloud ended while the build ran; nothing of it goes on: start it again"));
            assertThat(codebuild
                            .startBuild(r -> r.projectName("killed"))
                            .build()
                            .buildNumber())
                    .isEqualTo(2);
        }
    }
}
