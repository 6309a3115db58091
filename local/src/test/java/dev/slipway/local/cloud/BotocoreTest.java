package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Command;
import dev.slipway.testing.Patience;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client that boto3 and the AWS CLI are made of. */
class BotocoreTest {
    @Test
    void usesEveryService(@TempDir Path state) throws Exception {
        try (var script = BotocoreTest.class.getResourceAsStream("botocore_smoke.py");
                var cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()))) {
            assertThat(script).isNotNull();
            var ended = Command.run(
                    Patience.LIMIT,
                    new ProcessBuilder(CloudProcess.python().toString(), "-I", "-", cloud.endpoint()),
                    new String(script.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(ended.output().lines())
                    .containsExactly(
                            "codecommit",
                            "codebuild",
                            "codepipeline",
                            "codedeploy",
                            "codeconnections",
                            "codestar-connections",
                            "codestar-notifications",
                            "presigned addresses",
                            "absent services");
        }
    }
}
