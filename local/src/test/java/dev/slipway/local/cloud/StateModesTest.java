package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** State holds keys, secrets and code, so nobody but its owner may read it on a machine that several people use. */
class StateModesTest {
    private final Path state;

    StateModesTest(@TempDir Path folder) {
        // Made by the cloud itself.
        state = folder.resolve("state");
    }

    /** What has wider modes on purpose, and why. The folders that lead there are closed to others all the same. */
    private static final Map<String, String> WIDER = Map.of(
            "builds/builds/[0-9a-f-]{36}(/.*)?",
            "a buildspec runs commands as any user, who has to read the build's folders; they go when the build ends",
            "engine/(podman|remove)",
            "programs, for their owner alone",
            "engine/(store|networks-[a-z]+)/.*",
            "podman's own, which sets modes whatever its umask is");

    private static final Set<String> PARTS = Set.of(
            "bodies",
            "builds",
            "calls",
            "ecs.json",
            "format",
            "images",
            "journal",
            "lock",
            "logs",
            "manifest",
            "ministack",
            "repositories");

    /** Files that have more than 0600 and folders that have more than 0700, with their modes. */
    private Map<String, String> wider() throws IOException {
        var wider = new TreeMap<String, String>();
        Files.walkFileTree(state, new SimpleFileVisitor<>() {
            private FileVisitResult look(Path one, String most) throws IOException {
                var modes = Files.getPosixFilePermissions(one, LinkOption.NOFOLLOW_LINKS);
                var name = state.relativize(one).toString();
                if (!PosixFilePermissions.fromString(most).containsAll(modes)
                        && WIDER.keySet().stream().noneMatch(name::matches)) {
                    wider.put(name, PosixFilePermissions.toString(modes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return look(folder, "rwx------");
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    // A link has no modes of its own.
                    return attributes.isSymbolicLink() ? FileVisitResult.CONTINUE : look(file, "rw-------");
                } catch (NoSuchFileException gone) {
                    return visitFileFailed(file, gone);
                }
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    // The cloud runs, and takes away what it needs no more.
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return wider;
    }

    private Set<String> parts() throws IOException {
        try (var parts = Files.list(state)) {
            return parts.map(part -> part.getFileName().toString())
                    // Only where there is podman.
                    .filter(part -> !part.equals("engine"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void nobodyElseMayReadOrWriteAnythingOfTheState() throws Exception {
        try (var cloud = CloudProcess.start(state);
                var logs = cloud.client(CloudWatchLogsClient.builder());
                var codebuild = cloud.client(CodeBuildClient.builder());
                var secrets = cloud.client(SecretsManagerClient.builder());
                var s3 = cloud.client(S3Client.builder().forcePathStyle(true))) {
            StateOfEverything.fill(cloud.endpoint());
            s3.putObject(r -> r.bucket("site").key("large"), RequestBody.fromBytes(new byte[2 << 20]));
            secrets.createSecret(r -> r.name("password").secretString("hidden"));
            logs.createLogGroup(r -> r.logGroupName("app"));
            logs.createLogStream(r -> r.logGroupName("app").logStreamName("one"));
            var event = InputLogEvent.builder()
                    .message("hello")
                    .timestamp(Instant.now().toEpochMilli())
                    .build();
            logs.putLogEvents(r -> r.logGroupName("app").logStreamName("one").logEvents(event));
            assertThat(SleepingBuild.start(codebuild, "web", "arn:aws:iam::000000000000:role/builder"))
                    .startsWith("web:");
            assertThat(wider()).as("while a build runs").isEmpty();
            assertThat(parts()).as("what the cloud was made to write").isEqualTo(PARTS);
        }
        assertThat(wider()).as("when the cloud has ended").isEmpty();
    }
}
