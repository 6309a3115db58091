package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Patience;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameIdPair;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.s3.S3Client;

class KillTest {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    private final Path state;

    KillTest(@TempDir Path state) {
        this.state = state;
    }

    private static Set<String> roles(IamClient iam) {
        return iam.listRolesPaginator().roles().stream().map(Role::roleName).collect(Collectors.toSet());
    }

    private static Set<String> repositories(CodeCommitClient codecommit) {
        return codecommit.listRepositoriesPaginator().repositories().stream()
                .map(RepositoryNameIdPair::repositoryName)
                .collect(Collectors.toSet());
    }

    @Test
    void whatWasAnsweredBetweenKillsIsThereAfterThem() throws Exception {
        for (int round = 1; round <= 2; round++) {
            try (var cloud = CloudProcess.start(state);
                    var codecommit = cloud.client(CodeCommitClient.builder());
                    var s3 = cloud.client(S3Client.builder().forcePathStyle(true))) {
                var name = "app-" + round;
                codecommit.createRepository(r -> r.repositoryName(name));
                s3.createBucket(r -> r.bucket(name));
                s3.putObject(r -> r.bucket(name).key("a/b c"), RequestBody.fromString("text " + name));
                cloud.killBoth();
            }
        }
        try (var cloud = CloudProcess.start(state);
                var codecommit = cloud.client(CodeCommitClient.builder());
                var s3 = cloud.client(S3Client.builder().forcePathStyle(true))) {
            assertThat(repositories(codecommit)).containsExactlyInAnyOrder("app-1", "app-2");
            assertThat(s3.listBuckets().buckets()).extracting("name").containsExactlyInAnyOrder("app-1", "app-2");
            assertThat(s3.getObjectAsBytes(r -> r.bucket("app-2").key("a/b c")).asUtf8String())
                    .isEqualTo("text app-2");
        }
    }

    @Test
    void whatWasAnsweredDuringWritesIsThereAfterAKill() throws Exception {
        var answered = new ConcurrentSkipListSet<String>();
        var asked = new ConcurrentSkipListSet<String>();
        for (int round = 0; round < 3; round++) {
            var cloud = CloudProcess.start(state);
            var threads = Executors.newFixedThreadPool(8);
            var writers = new ArrayList<Future<?>>();
            for (int thread = 0; thread < 8; thread++) {
                var prefix = "r%dt%d".formatted(round, thread);
                writers.add(threads.submit(() -> write(cloud, prefix, asked, answered)));
            }
            // By work done and not by time: a busy machine answers less in a second.
            int enough = 20 * (round + 1);
            for (int tries = 0; answered.size() < enough && tries < 3_000; tries++) {
                Thread.sleep(20);
            }
            cloud.killBoth();
            threads.shutdown();
            for (var writer : writers) {
                assertThat(writer.get(Patience.SECONDS, TimeUnit.SECONDS)).isNull();
            }
        }
        try (var cloud = CloudProcess.start(state);
                var codecommit = cloud.client(CodeCommitClient.builder());
                var iam = cloud.client(IamClient.builder())) {
            var found = new TreeSet<String>();
            repositories(codecommit).forEach(name -> found.add("repository " + name));
            roles(iam).forEach(name -> found.add("role " + name));
            assertThat(answered).hasSizeGreaterThan(50);
            assertThat(found).containsAll(answered).isSubsetOf(asked);
            for (var name : repositories(codecommit)) {
                assertThat(codecommit.listBranches(r -> r.repositoryName(name)).branches())
                        .isEmpty();
            }
        }
    }

    private static void write(CloudProcess cloud, String prefix, Set<String> asked, Set<String> answered) {
        try (var codecommit = cloud.client(CodeCommitClient.builder());
                var iam = cloud.client(IamClient.builder())) {
            for (int i = 0; i < 10_000; i++) {
                var name = prefix + "n" + i;
                asked.add("repository " + name);
                codecommit.createRepository(r -> r.repositoryName(name));
                answered.add("repository " + name);
                asked.add("role " + name);
                iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST));
                answered.add("role " + name);
            }
        } catch (SdkException killed) {
            assertThat(killed).hasMessageNotContaining("InternalFailure");
        }
    }

    @Test
    void aKilledMinistackIsStartedAgainWithItsState() throws Exception {
        try (var cloud = CloudProcess.start(state);
                var iam = cloud.client(IamClient.builder())) {
            iam.createRole(r -> r.roleName("kept").assumeRolePolicyDocument(TRUST));
            ProcessHandle.of(cloud.ministackPid()).orElseThrow().destroyForcibly();
            var seen = new ArrayList<Set<String>>();
            for (int attempt = 0; attempt < 100 && seen.isEmpty(); attempt++) {
                try {
                    seen.add(roles(iam));
                } catch (SdkException notYet) {
                    Thread.sleep(100);
                }
            }
            assertThat(seen).containsExactly(Set.of("kept"));
        }
    }
}
