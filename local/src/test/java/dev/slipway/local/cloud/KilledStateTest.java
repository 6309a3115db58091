package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Patience;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What a kill leaves is never taken for damage, and stopping writes what changed, not what is kept. */
class KilledStateTest {
    private static final int ROUNDS = 4;
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    private final Path state;

    KilledStateTest(@TempDir Path state) {
        this.state = state;
    }

    @Test
    void aKillAtAnyMomentIsNoDamage() throws Exception {
        try (var cloud = CloudProcess.start(state);
                var s3 = cloud.client(S3Client.builder().forcePathStyle(true));
                var codecommit = cloud.client(CodeCommitClient.builder())) {
            s3.createBucket(r -> r.bucket("site"));
            codecommit.createRepository(r -> r.repositoryName("app"));
            commit(codecommit, "first");
        }
        for (int round = 1; round <= ROUNDS; round++) {
            var cloud = CloudProcess.start(state);
            var threads = Executors.newFixedThreadPool(3);
            var done = new AtomicInteger();
            var name = "r" + round;
            List<Future<Integer>> all = new ArrayList<>();
            for (Callable<Integer> work : List.<Callable<Integer>>of(
                    () -> objects(cloud, done), () -> branches(cloud, name, done), () -> roles(cloud, name, done))) {
                all.add(threads.submit(work));
            }
            // By work done and not by time, and at another moment in each round; work that fails ends the wait.
            while (done.get() < 5 * round && all.stream().noneMatch(Future::isDone)) {
                Thread.sleep(5);
            }
            cloud.killBoth();
            threads.shutdown();
            for (var one : all) {
                assertThat(one.get(Patience.SECONDS, TimeUnit.SECONDS)).isNotNegative();
            }
            assertThat(done).as("calls that were answered in round %d", round).hasValueGreaterThanOrEqualTo(5 * round);
            StateFolder.check(state);
        }
    }

    private static void commit(CodeCommitClient codecommit, String text) {
        codecommit.putFile(r -> r.repositoryName("app")
                .branchName("main")
                .filePath("README.md")
                .fileContent(SdkBytes.fromUtf8String(text)));
    }

    private static int objects(CloudProcess cloud, AtomicInteger done) {
        var answered = 0;
        try (var s3 = cloud.client(S3Client.builder().forcePathStyle(true))) {
            for (; ; answered = done.incrementAndGet()) {
                var text = "text ".repeat(1 + answered % 50) + answered;
                var key = "key-" + answered % 3;
                s3.putObject(r -> r.bucket("site").key(key), RequestBody.fromString(text));
                s3.putObject(r -> r.bucket("site").key("gone"), RequestBody.fromString(text));
                s3.deleteObject(r -> r.bucket("site").key("gone"));
            }
        } catch (SdkClientException | UncheckedIOException killed) {
            return answered;
        }
    }

    private static int branches(CloudProcess cloud, String name, AtomicInteger done) {
        var answered = 0;
        try (var codecommit = cloud.client(CodeCommitClient.builder())) {
            var tip = codecommit
                    .getBranch(r -> r.repositoryName("app").branchName("main"))
                    .branch()
                    .commitId();
            for (; ; answered = done.incrementAndGet()) {
                var branch = name + "-" + answered;
                codecommit.createBranch(
                        r -> r.repositoryName("app").branchName(branch).commitId(tip));
                codecommit.deleteBranch(r -> r.repositoryName("app").branchName(branch));
            }
        } catch (SdkClientException | UncheckedIOException killed) {
            return answered;
        }
    }

    private static int roles(CloudProcess cloud, String name, AtomicInteger done) {
        var answered = 0;
        try (var iam = cloud.client(IamClient.builder())) {
            for (; ; answered = done.incrementAndGet()) {
                var role = name + "-" + answered;
                iam.createRole(r -> r.roleName(role).assumeRolePolicyDocument(TRUST));
            }
        } catch (SdkClientException | UncheckedIOException killed) {
            return answered;
        }
    }

    @Test
    void aStopWritesNothingThatIsOnDiskAlready() throws Exception {
        SortedSet<String> before;
        try (var cloud = CloudProcess.start(state);
                var s3 = cloud.client(S3Client.builder().forcePathStyle(true));
                var iam = cloud.client(IamClient.builder())) {
            s3.createBucket(r -> r.bucket("site"));
            for (int i = 0; i < 50; i++) {
                var name = "n" + i;
                s3.putObject(r -> r.bucket("site").key(name), RequestBody.fromString("text"));
                iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST));
            }
            before = written();
        }
        var after = written();
        after.removeAll(before);
        // Of fixed sizes: the lines of the manifest.
        assertThat(after).allMatch(file -> file.startsWith("manifest "));
    }

    /** The files with their sizes and times. */
    private SortedSet<String> written() throws Exception {
        var found = new TreeSet<String>();
        try (var files = Files.walk(state)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                found.add("%s %d %s"
                        .formatted(state.relativize(file), Files.size(file), Files.getLastModifiedTime(file)));
            }
        }
        return found;
    }
}
