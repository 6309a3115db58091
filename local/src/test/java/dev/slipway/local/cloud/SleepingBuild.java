package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.ComputeType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.SourceType;

/** A build that goes on until somebody ends it, for tests of what happens meanwhile. */
final class SleepingBuild {
    private SleepingBuild() {}

    /** Makes a project, starts its first build, and returns the build's id when its commands run. */
    static String start(CodeBuildClient codebuild, String project, String roleArn) throws InterruptedException {
        codebuild.createProject(r -> r.name(project)
                .serviceRole(roleArn)
                .source(s -> s.type(SourceType.NO_SOURCE)
                        .buildspec("version: 0.2\nphases:\n  build:\n    commands:\n      - sleep 300\n"))
                .artifacts(a -> a.type(ArtifactsType.NO_ARTIFACTS))
                .logsConfig(l -> l.cloudWatchLogs(c -> c.status("DISABLED")))
                .environment(e -> e.type(EnvironmentType.LINUX_CONTAINER)
                        .computeType(ComputeType.BUILD_GENERAL1_SMALL)
                        .image("image")));
        var id = codebuild.startBuild(r -> r.projectName(project)).build().id();
        for (var tries = 0; tries < 600 && !phase(codebuild, id).equals("BUILD"); tries++) {
            Thread.sleep(50);
        }
        assertThat(phase(codebuild, id)).isEqualTo("BUILD");
        return id;
    }

    private static String phase(CodeBuildClient codebuild, String id) {
        return codebuild.batchGetBuilds(r -> r.ids(id)).builds().get(0).currentPhase();
    }
}
