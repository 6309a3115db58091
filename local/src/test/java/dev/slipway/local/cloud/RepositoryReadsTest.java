package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.codecommit.Git;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BlobMetadata;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesRequest;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;

/** What a reviewer's tool reads of a repository, of two commits: v1, and main with all kinds of changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepositoryReadsTest {
    private static final String ABSENT = "0123456789012345678901234567890123456789";

    private final Path folder;
    private final LocalCloud cloud;
    private final CodeCommitClient codecommit;
    private String first = "";
    private String second = "";

    RepositoryReadsTest(@TempDir Path folder) throws StartFailure {
        this.folder = folder;
        cloud = LocalCloud.start(new LocalCloudSettings(0, folder.resolve("state"), CloudProcess.python()));
        codecommit = CloudProcess.client(CodeCommitClient.builder(), URI.create(cloud.endpoint()));
    }

    @BeforeAll
    void commitTwice() throws Exception {
        codecommit.createRepository(r -> r.repositoryName("app"));
        new Git(folder)
                .run("clone", "--quiet", cloud.endpoint().replace("://", "://test:test@") + "/v1/repos/app", "app");
        var work = folder.resolve("app");
        var git = new Git(work);
        git.run("checkout", "--quiet", "-b", "main");
        Files.createDirectories(work.resolve("dir"));
        Files.createDirectories(work.resolve("old"));
        Files.writeString(work.resolve("a.txt"), "1");
        Files.writeString(work.resolve("dir/b.txt"), "2");
        Files.writeString(work.resolve("old/x"), "9");
        Files.writeString(work.resolve("dir/tool"), "tool");
        git.run("add", ".");
        git.run("update-index", "--chmod=+x", "dir/tool");
        git.run("commit", "--quiet", "-m", "first");
        first = git.run("rev-parse", "HEAD");
        git.run("tag", "-a", "v1", "-m", "version 1");

        git.run("mv", "old", "new");
        git.run("rm", "--quiet", "dir/b.txt");
        Files.writeString(work.resolve("a.txt"), "2");
        Files.createSymbolicLink(work.resolve("link"), Path.of("a.txt"));
        git.run("add", ".");
        git.run("update-index", "--chmod=-x", "dir/tool");
        git.run("update-index", "--add", "--cacheinfo", "160000," + first + ",module");
        git.run("commit", "--quiet", "-m", "second");
        second = git.run("rev-parse", "HEAD");
        git.run("push", "--quiet", "origin", "main", "v1");
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    private static GetDifferencesRequest.Builder differences(String before, String after, String... paths) {
        var request = GetDifferencesRequest.builder().repositoryName("app").afterCommitSpecifier(after);
        if (!before.isEmpty()) {
            request.beforeCommitSpecifier(before);
        }
        if (!paths[0].isEmpty()) {
            request.beforePath(paths[0]);
        }
        return paths[1].isEmpty() ? request : request.afterPath(paths[1]);
    }

    private static List<String> told(GetDifferencesResponse response) {
        return response.differences().stream().map(RepositoryReadsTest::told).toList();
    }

    private static String told(Difference difference) {
        return "%s %s %s"
                .formatted(
                        difference.changeTypeAsString(),
                        difference.beforeBlob() == null ? "-" : told(difference.beforeBlob()),
                        difference.afterBlob() == null ? "-" : told(difference.afterBlob()));
    }

    private static String told(BlobMetadata blob) {
        return blob.path() + ":" + blob.mode();
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                Arguments.of(
                        "v1",
                        "main",
                        "",
                        "",
                        List.of(
                                "M a.txt:100644 a.txt:100644",
                                "D dir/b.txt:100644 -",
                                "M dir/tool:100755 dir/tool:100644",
                                "A - link:120000",
                                "A - module:160000",
                                "A - new/x:100644",
                                "D old/x:100644 -")),
                Arguments.of(
                        "",
                        "refs/tags/v1",
                        "",
                        "",
                        List.of("A - a.txt:100644", "A - dir/b.txt:100644", "A - dir/tool:100755", "A - old/x:100644")),
                Arguments.of(
                        "v1", "HEAD", "", "dir", List.of("D dir/b.txt:100644 -", "M dir/tool:100755 dir/tool:100644")),
                Arguments.of("v1", "main", "/dir/b.txt", "", List.of("D dir/b.txt:100644 -")),
                Arguments.of("v1", "main", "", "/a.txt", List.of("M a.txt:100644 a.txt:100644")),
                Arguments.of("v1", "main", "old", "new", List.of()),
                Arguments.of(
                        "v1",
                        "main",
                        "dir/",
                        "new/",
                        List.of("D dir/b.txt:100644 -", "D dir/tool:100755 -", "A - new/x:100644")),
                Arguments.of("main", "refs/heads/main", "", "", List.of()));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void tellsWhatChanged(String before, String after, String beforePath, String afterPath, List<String> changes) {
        assertThat(told(codecommit.getDifferences(
                        differences(before, after, beforePath, afterPath).build())))
                .isEqualTo(changes);
    }

    @Test
    void tellsChangesInPages() {
        var pages = codecommit
                .getDifferencesPaginator(
                        differences("v1", "main", "", "").maxResults(3).build())
                .stream()
                .map(RepositoryReadsTest::told)
                .toList();
        assertThat(pages).extracting(List::size).containsExactly(3, 3, 1);
        assertThat(pages.stream().flatMap(List::stream))
                .isEqualTo(told(codecommit.getDifferences(
                        differences(first, second, "", "").build())));
    }

    @Test
    void namesTheBlobsOfAChange() {
        var change = codecommit
                .getDifferences(differences("v1", "main", "", "a.txt").build())
                .differences()
                .get(0);
        assertThat(List.of(content(change.beforeBlob()), content(change.afterBlob())))
                .containsExactly("1", "2");
    }

    private String content(BlobMetadata blob) {
        return codecommit
                .getBlob(r -> r.repositoryName("app").blobId(blob.blobId()))
                .content()
                .asUtf8String();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("v1", "none", "", "", "CommitDoesNotExistException: none does not exist"),
                Arguments.of(
                        ABSENT, "main", "", "", "CommitDoesNotExistException: %s does not exist".formatted(ABSENT)),
                Arguments.of("v1", "main~1", "", "", "InvalidCommitException: 'main~1' is not a commit specifier"),
                Arguments.of("v1", "", "", "", "CommitRequiredException: A commit specifier is required"),
                Arguments.of("v1", "main", "", "none", "PathDoesNotExistException: none does not exist"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatIsNotThere(String before, String after, String beforePath, String afterPath, String refusal) {
        assertThat(refusal(() -> codecommit.getDifferences(
                        differences(before, after, beforePath, afterPath).build())))
                .isEqualTo(refusal);
    }

    @Test
    void refusesPagesThatCannotBe() {
        assertThat(refusal(() -> codecommit.getDifferences(
                        differences("v1", "main", "", "").maxResults(0).build())))
                .isEqualTo("InvalidMaxResultsException: got 0, expected at least 1");
        assertThat(refusal(() -> codecommit.getDifferences(
                        differences("v1", "main", "", "").nextToken("x").build())))
                .isEqualTo("InvalidContinuationTokenException: the token 'x' is not one that a page ended with");
    }

    @Test
    void readsManyCommitsAtOnce() {
        var tree = codecommit
                .getCommit(r -> r.repositoryName("app").commitId(first))
                .commit()
                .treeId();
        var answer = codecommit.batchGetCommits(
                r -> r.repositoryName("app").commitIds(second, first, ABSENT, tree, first.substring(0, 12)));
        assertThat(answer.commits())
                .extracting(commit -> commit.commitId() + " " + commit.message().strip() + " " + commit.parents())
                .containsExactly(second + " second [" + first + "]", first + " first []");
        assertThat(answer.errors())
                .extracting(error -> error.commitId() + " " + error.errorCode() + ": " + error.errorMessage())
                .containsExactly(
                        "%s CommitIdDoesNotExistException: %s does not exist".formatted(ABSENT, ABSENT),
                        "%s CommitIdDoesNotExistException: %s does not exist".formatted(tree, tree),
                        "%s InvalidCommitIdException: '%s' is not a full commit ID"
                                .formatted(first.substring(0, 12), first.substring(0, 12)));
        assertThat(refusal(() -> codecommit.batchGetCommits(
                        r -> r.repositoryName("app").commitIds(Collections.nCopies(101, first)))))
                .isEqualTo("CommitIdsLimitExceededException: 101 commit IDs, expected at most 100");
    }

    @Test
    void listsAFolderByKinds() {
        var root = codecommit.getFolder(r -> r.repositoryName("app").folderPath("/"));
        assertThat(Map.of(
                        "files",
                                root.files().stream()
                                        .map(one -> one.absolutePath())
                                        .toList(),
                        "folders",
                                root.subFolders().stream()
                                        .map(one -> one.absolutePath())
                                        .toList(),
                        "links",
                                root.symbolicLinks().stream()
                                        .map(one -> one.absolutePath())
                                        .toList(),
                        "modules",
                                root.subModules().stream()
                                        .map(one -> one.absolutePath() + " " + one.commitId())
                                        .toList()))
                .isEqualTo(Map.of(
                        "files", List.of("a.txt"),
                        "folders", List.of("dir", "new"),
                        "links", List.of("link"),
                        "modules", List.of("module " + first)));
        assertThat(refusal(() -> codecommit.getFile(r -> r.repositoryName("app").filePath("module"))))
                .isEqualTo("FileDoesNotExistException: module does not exist");
        assertThat(refusal(() -> codecommit.getBlob(r -> r.repositoryName("app").blobId(first))))
                .isEqualTo("BlobIdDoesNotExistException: %s does not exist".formatted(first));
    }
}
