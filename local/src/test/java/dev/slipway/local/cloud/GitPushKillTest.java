package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.codecommit.Git;
import dev.slipway.local.cloud.events.Delivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

class GitPushKillTest {
    private static final String PATTERN =
            """
            {"source":["aws.codecommit"],"detail-type":["CodeCommit Repository State Change"],
            "resources":["arn:aws:codecommit:us-east-1:000000000000:app"],"detail":{"referenceType":["branch"]}}""";

    private static List<String> commits(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> delivery.event().at("/detail/commitId").asText())
                .toList();
    }

    @Test
    void eachPushThatWasAnsweredReachesItsTargetsOnceWhateverIsKilledAfterIt(@TempDir Path folder) throws Exception {
        var state = folder.resolve("state");
        var git = new Git(Files.createDirectories(folder.resolve("work")));
        git.run("init", "--quiet", "--initial-branch", "main");
        var pushed = new ArrayList<String>();
        for (int round = 0; round < 3; round++) {
            try (var cloud = CloudProcess.start(state);
                    var codecommit = cloud.client(CodeCommitClient.builder());
                    var events = cloud.client(EventBridgeClient.builder())) {
                if (round == 0) {
                    codecommit.createRepository(r -> r.repositoryName("app"));
                    events.putRule(r -> r.name("app").eventPattern(PATTERN));
                    events.putTargets(r -> r.rule("app")
                            .targets(Target.builder()
                                    .id("pipeline")
                                    .arn("arn:aws:codepipeline:us-east-1:000000000000:app")
                                    .build()));
                }
                var url = codecommit
                        .getRepository(r -> r.repositoryName("app"))
                        .repositoryMetadata()
                        .cloneUrlHttp()
                        .replace("http://", "http://test:test@");
                for (int i = 0; i < 3; i++) {
                    pushed.add(git.commit("file", round + "." + i));
                    git.run("push", "--quiet", url, "main");
                }
                cloud.killBoth();
            }
        }
        try (var cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()))) {
            for (int tries = 0; tries < 400 && cloud.deliveries(100).size() < pushed.size(); tries++) {
                Thread.sleep(50);
            }
            assertThat(commits(cloud.deliveries(100))).containsExactlyInAnyOrderElementsOf(pushed);
        }
    }
}
