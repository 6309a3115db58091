package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.codecommit.Git;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.CacheMode;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;

/** Builds of repositories of the local CodeCommit, started without a pipeline. */
class RepositoryBuildsTest extends CloudBuildTest {
    private static final String PULL =
            """
            {"Effect":"Allow","Action":"codecommit:GitPull","Resource":"arn:aws:codecommit:us-east-1:000000000000:%s"}""";
    /** The commits of each pack: what comes of a cache is one, what is fetched another. */
    private static final String PACKS =
            "for i in .git/objects/pack/*.idx; do git verify-pack -v $i | grep -c ' commit '; done | sort | xargs";

    private final Path folder;

    RepositoryBuildsTest(@TempDir Path folder) throws StartFailure {
        super(folder.resolve("state"));
        this.folder = folder;
    }

    @BeforeAll
    void letPull() {
        allow("pull", PULL.formatted("open-*"));
    }

    /** An empty repository, cloned. */
    private Git repository(String name) throws Exception {
        try (var codecommit = CloudProcess.client(CodeCommitClient.builder(), URI.create(cloud.endpoint()))) {
            codecommit.createRepository(r -> r.repositoryName(name));
        }
        new Git(Files.createDirectories(folder.resolve("work")))
                .run("clone", "--quiet", url(name).replace("://", "://test:test@"), name);
        var work = new Git(folder.resolve("work").resolve(name));
        work.run("checkout", "--quiet", "-b", "main");
        return work;
    }

    private String url(String repository) {
        return cloud.endpoint() + "/v1/repos/" + repository;
    }

    private CreateProjectRequest.Builder cloning(String name, String repository, String... commands) {
        return project(name, "")
                .source(s ->
                        s.type(SourceType.CODECOMMIT).location(url(repository)).buildspec(commands(commands)));
    }

    @Test
    void buildsWhatTheVersionMeans() throws Exception {
        var work = repository("open-versions");
        var first = work.commit("a", "1");
        work.run("tag", "-a", "v1", "-m", "one");
        var second = work.commit("a", "2");
        work.run("push", "--quiet", "origin", "main", "v1", first + ":refs/heads/old/er");
        codebuild.createProject(cloning(
                        "versions",
                        "open-versions",
                        "echo $CODEBUILD_RESOLVED_SOURCE_VERSION $CODEBUILD_SOURCE_REPO_URL $(cat a)")
                .build());
        for (var version : Map.of(
                        "",
                        second,
                        "main",
                        second,
                        "refs/heads/main",
                        second,
                        "old/er",
                        first,
                        "refs/heads/old/er",
                        first,
                        "v1",
                        first,
                        "refs/tags/v1",
                        first,
                        first,
                        first)
                .entrySet()) {
            var build = end(start("versions", r -> r.sourceVersion(version.getKey())));
            assertThat(output(build))
                    .as(version.getKey())
                    .containsExactly("%s %s %s"
                            .formatted(
                                    version.getValue(),
                                    url("open-versions"),
                                    version.getValue().equals(first) ? 1 : 2));
            assertThat(build.resolvedSourceVersion()).isEqualTo(version.getValue());
        }
        for (var none : List.of("none", "0123456789012345678901234567890123456789", "main^{")) {
            assertThat(failure(end(start("versions", r -> r.sourceVersion(none)))))
                    .isEqualTo("CLIENT_ERROR: reference not found for primary source and source version " + none);
        }
    }

    private static String failure(Build build) {
        assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
        assertThat(phases(build)).doesNotContainKey(BuildPhaseType.INSTALL);
        return context(build, BuildPhaseType.DOWNLOAD_SOURCE);
    }

    @Test
    void pullsAsTheBuildRoleAlone() throws Exception {
        var work = repository("closed");
        work.commit("a", "1");
        work.run("push", "--quiet", "origin", "main");
        codebuild.createProject(cloning("puller", "closed", "cat a").build());
        var denied = end(start("puller"));
        assertThat(failure(denied))
                .isEqualTo(
                        "CLIENT_ERROR: authorization failed: User: arn:aws:sts::000000000000:assumed-role/builder/AWSCodeBuild-%s is not authorized to perform: codecommit:GitPull on resource: arn:aws:codecommit:us-east-1:000000000000:closed because no identity-based policy allows the codecommit:GitPull action. Nearest: pull/1, but resource: got arn:aws:codecommit:us-east-1:000000000000:closed, wanted arn:aws:codecommit:us-east-1:000000000000:open-* for primary source and source version "
                                .formatted(denied.id().substring("puller:".length())));

        allow("pull-closed", PULL.formatted("closed"));
        assertThat(output(end(start("puller")))).containsExactly("1");
    }

    @Test
    void aRepositoryThatHasNothingFailsTheDownload() throws Exception {
        repository("open-empty");
        codebuild.createProject(cloning("empty", "open-empty", "true").build());
        codebuild.createProject(cloning("absent", "open-absent", "true").build());

        assertThat(failure(end(start("empty"))))
                .isEqualTo("CLIENT_ERROR: remote repository is empty for primary source and source version ");
        assertThat(failure(end(start("absent"))))
                .isEqualTo("CLIENT_ERROR: repository not found for primary source and source version ");
    }

    @Test
    void aSourceCacheLeavesOnlyNewCommitsToFetch() throws Exception {
        var work = repository("open-cached");
        work.commit("a", "1");
        work.commit("a", "2");
        work.run("push", "--quiet", "origin", "main");
        codebuild.createProject(cloning("cached", "open-cached", PACKS, "git for-each-ref --format='%(refname)'")
                .cache(c -> c.type(CacheType.LOCAL).modes(CacheMode.LOCAL_SOURCE_CACHE))
                .build());
        codebuild.createProject(cloning("uncached", "open-cached", PACKS).build());
        assertThat(output(end(start("cached")))).containsExactly("2", "refs/remotes/origin/main");

        work.commit("a", "3");
        work.run("push", "--quiet", "origin", "main");
        assertThat(output(end(start("cached")))).containsExactly("1 2", "refs/remotes/origin/main");
        assertThat(output(end(start("uncached")))).containsExactly("3");

        codebuild.invalidateProjectCache(r -> r.projectName("cached"));
        assertThat(output(end(start("cached")))).containsExactly("3", "refs/remotes/origin/main");
    }

    @Test
    void aDepthLeavesOldCommitsOutAndNothingIsKept() throws Exception {
        var work = repository("open-shallow");
        work.commit("a", "1");
        work.commit("a", "2");
        work.run("push", "--quiet", "origin", "main");
        codebuild.createProject(cloning("shallow", "open-shallow", "")
                .source(s -> s.type(SourceType.CODECOMMIT)
                        .location(url("open-shallow"))
                        .gitCloneDepth(1)
                        .buildspec(commands("git log --format=%s", "cat a", PACKS)))
                .cache(c -> c.type(CacheType.LOCAL).modes(CacheMode.LOCAL_SOURCE_CACHE))
                .build());
        assertThat(output(end(start("shallow")))).containsExactly("change a", "2", "1");

        work.commit("a", "3");
        work.run("push", "--quiet", "origin", "main");
        assertThat(output(end(start("shallow")))).containsExactly("change a", "3", "1");
    }

    @Test
    void filesHaveTheNamesThatTheCommitHas() throws Exception {
        var names = List.of(
                "back\\slash.txt",
                "in/back\\slash",
                "two\nlines",
                " space ",
                "\u00fcml\u00e4ut \ud83d\ude00",
                "-rf",
                "c:colon",
                "quote'\"$x`",
                "[a]*?",
                "con");
        var work = repository("open-odd");
        for (var name : names) {
            var file = folder.resolve("work").resolve("open-odd").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "1");
        }
        work.run("add", "--all");
        work.run("commit", "--quiet", "-m", "odd");
        work.run("push", "--quiet", "origin", "main");
        codebuild.createProject(cloning("odd", "open-odd", "find . -name .git -prune -o -type f -print0 | base64 -w 0")
                .build());

        var printed = output(end(start("odd")));

        assertThat(printed).hasSize(1);
        assertThat(new String(Base64.getDecoder().decode(printed.get(0)), StandardCharsets.UTF_8).split("\0"))
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> "./" + name).toList());
    }
}
