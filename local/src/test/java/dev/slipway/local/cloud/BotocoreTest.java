package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client that boto3 and the AWS CLI are made of. */
class BotocoreTest {
    @Test
    void usesEveryService(@TempDir Path state) throws Exception {
        try (var script = BotocoreTest.class.getResourceAsStream("botocore_smoke.py");
                var cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()))) {
            assertThat(script).isNotNull();
            var process = new ProcessBuilder(CloudProcess.python().toString(), "-I", "-", cloud.endpoint())
                    .redirectErrorStream(true)
                    .start();
            try (var input = process.getOutputStream()) {
                input.write(script.readAllBytes());
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(output.lines())
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
