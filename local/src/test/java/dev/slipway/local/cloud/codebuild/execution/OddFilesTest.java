package dev.slipway.local.cloud.codebuild.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.codebuild.execution.model.ArtifactOutput;
import dev.slipway.local.cloud.codebuild.execution.model.ArtifactOutput.Namespace;
import dev.slipway.local.cloud.codebuild.execution.model.ArtifactOutput.Packaging;
import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.CacheSettings;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseContext;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseType;
import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Artifacts and caches of files with odd names, and of links. */
class OddFilesTest extends EngineTest {
    private static final S3Location OUT = new S3Location("artifacts", "shop/Build/abc");
    /** File names are bytes: all but a slash and a zero byte may stand in one. */
    private static final Map<String, String> ODD = new TreeMap<>(Map.of(
            "back\\slash.txt", "1",
            "in/back\\slash", "2",
            "two\nlines", "3",
            " space ", "4",
            "\u00fcml\u00e4ut \ud83d\ude00.txt", "5",
            "-rf", "6",
            "c:colon", "7",
            "quote'\"$x`", "8",
            "[a]*?", "9"));

    private static PhaseContext upload(BuildSnapshot build) {
        return build.phases().stream()
                .filter(phase -> phase.type() == PhaseType.UPLOAD_ARTIFACTS)
                .map(BuildPhase::context)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aZipHasTheNamesThatTheFilesHave() throws Exception {
        ODD.forEach(cloud::file);
        TestBuild build =
                TestBuild.of("version: 0.2\nphases:\n  build:\n    commands: 'true'\nartifacts:\n  files: '**/*'\n");
        build.outputs.add(ArtifactOutput.ofPipeline("", OUT.bucket(), OUT.key()));

        assertThat(run(build).status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.zip(OUT)).isEqualTo(ODD);
    }

    @Test
    void filesOfTheirOwnHaveTheirNamesAsKeys() throws Exception {
        ODD.forEach(cloud::file);
        TestBuild build =
                TestBuild.of("version: 0.2\nphases:\n  build:\n    commands: 'true'\nartifacts:\n  files: '**/*'\n");
        build.outputs.add(new ArtifactOutput("", "site", "", "v1", Packaging.NONE, Namespace.NONE, false));

        assertThat(run(build).status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.uploaded())
                .isEqualTo(Set.copyOf(ODD.keySet().stream()
                        .map(name -> new S3Location("site", "v1/" + name))
                        .toList()));
    }

    @Test
    void aBackslashIsAPartOfANameInPatternsToo() throws Exception {
        ODD.forEach(cloud::file);
        TestBuild build = TestBuild.of(
                "version: 0.2\nphases:\n  build:\n    commands: 'true'\nartifacts:\n  files: ['back\\slash.txt', 'in/*']\n");
        build.outputs.add(ArtifactOutput.ofPipeline("", OUT.bucket(), OUT.key()));

        assertThat(run(build).status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.zip(OUT).keySet()).containsExactlyInAnyOrder("back\\slash.txt", "in/back\\slash");
    }

    private static final String LINKS =
            """
            version: 0.2
            phases:
              build:
                commands:
                  - mkdir -p out/bin out/lib; echo 1 >out/lib/one; ln -s ../lib/one out/bin/file; ln -s lib out/folder
                  - ln -s none out/dangling; ln -s /etc/passwd out/absolute; ln -s ../../outside out/outside; echo o >outside
                  - ln -s folder/../../../x out/sly
            artifacts:
              base-directory: out
              files: '**/*'
            """;

    @Test
    void linksWithinTheArtifactStayLinksWhereTheBuildspecSaysSo() throws Exception {
        TestBuild build = TestBuild.of(LINKS + "  enable-symlinks: yes\n");
        build.outputs.add(ArtifactOutput.ofPipeline("", OUT.bucket(), OUT.key()));

        assertThat(run(build).status()).isEqualTo(BuildStatus.SUCCEEDED);

        assertThat(cloud.zip(OUT))
                .isEqualTo(Map.of("lib/one", "1\n", "bin/file", "../lib/one", "folder", "lib", "dangling", "none"));
        Path zip = Files.write(folder.resolve("links.zip"), cloud.objects.get(OUT));
        try (ZipFile read = ZipFile.builder().setPath(zip).get()) {
            assertThat(read.getEntry("bin/file").isUnixSymlink()).isTrue();
            assertThat(read.getEntry("lib/one").isUnixSymlink()).isFalse();
        }
    }

    @Test
    void elsewhereLinksAreTheFilesThatTheyLeadTo() throws Exception {
        TestBuild build = TestBuild.of(LINKS);
        build.outputs.add(ArtifactOutput.ofPipeline("", OUT.bucket(), OUT.key()));

        assertThat(run(build).status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.zip(OUT)).isEqualTo(Map.of("lib/one", "1\n", "bin/file", "1\n"));
    }

    @Test
    void aPrimaryOutputNeedsFilesOfItsOwn() throws Exception {
        TestBuild build = TestBuild.of(
                """
                version: 0.2
                phases:
                  build:
                    commands: echo 1 >a
                artifacts:
                  secondary-artifacts:
                    one: {files: a}
                """);
        build.outputs.add(ArtifactOutput.ofPipeline("one", OUT.bucket(), OUT.key()));
        assertThat(run(build).status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.zip(OUT)).isEqualTo(Map.of("a", "1\n"));

        build.uuid = "second";
        build.outputs.set(0, ArtifactOutput.ofPipeline("", OUT.bucket(), OUT.key()));
        assertThat(upload(run(build)))
                .isEqualTo(new PhaseContext(
                        "CLIENT_ERROR",
                        "no matching artifact paths found: section artifacts of the buildspec has no files"));
    }

    @Test
    void whatTheBuildspecHasBesideTheReferenceIsToldInTheWordsOfAws() throws Exception {
        run(
                TestBuild.of(
                        """
                version: 0.2
                phases:
                  build:
                    commands: echo
                    env: {A: b}
                artifacts: {type: zip, files: a}
                """));

        assertThat(String.join("\n", cloud.said()))
                .contains(
                        """
                        Found possible syntax errors in buildspec:\s
                        In the section BUILD
                        \tThe following keys cannot be identified:
                        \t\tenv
                        In the section artifacts
                        \tThe following keys cannot be identified:
                        \t\ttype
                        """);
    }

    private BuildSnapshot cached(String number, String section) throws Exception {
        TestBuild build = TestBuild.of(
                """
                version: 0.2
                phases:
                  build:
                    commands:
                      - cat kept/n 2>/dev/null || echo none
                      - test -e ran && echo present; mkdir -p kept; echo %s >kept/n
                cache:
                  paths: 'kept/**/*'
                %s"""
                        .formatted(number, section.indent(2)));
        build.cache = new CacheSettings(Set.of(), new S3Location("cache", "prefix"), 0);
        return run(build);
    }

    @Test
    void aCacheWithAKeyIsWrittenOnceAndFoundByTheBeginningOfItsName() throws Exception {
        cloud.file("lock", "1");
        String keyed = "key: npm-$(codebuild-hash-files lock)\nfallback-keys: [none-, npm-]\n";
        cached("1", keyed);
        cached("2", keyed);
        cloud.file("lock", "2");
        cached("3", keyed);
        cached("4", "key: other-$CODEBUILD_BUILD_NUMBER\nfallback-keys: npm\naction: restore\n");
        cached("5", "key: other-$CODEBUILD_BUILD_NUMBER\naction: save\n");
        cached("6", "key: other-$CODEBUILD_BUILD_NUMBER\n");
        cached("7", "fallback-keys: npm-\n");

        assertThat(cloud.output().subList(0, 3)).containsExactly("none", "1", "1");
        assertThat(cloud.output().subList(3, 7)).containsExactly(cloud.output().get(3), "none", "5", "none");
        assertThat(cloud.output().get(3)).isIn("1", "3");
        assertThat(cloud.uploaded())
                .extracting(S3Location::key)
                .hasSize(4)
                .anyMatch(key -> key.matches("prefix/npm-[0-9a-f]{64}\\.tar\\.gz"))
                .contains("prefix/other-7.tar.gz", "prefix/shop.tar.gz");
    }

    @Test
    void aKeyThatComesOutEmptyIsNoKey() throws Exception {
        assertThat(cached("1", "key: $(codebuild-hash-files none)\n").status()).isEqualTo(BuildStatus.SUCCEEDED);

        assertThat(cloud.uploaded()).isEmpty();
        assertThat(cloud.output().get(0))
                .startsWith("codebuild-hash-files: got 'none', expected patterns that match a file of /");
        assertThat(cloud.said()).contains("Skipping the S3 cache: its key came out empty");
    }

    @Test
    void noPatternIsRunByTheShell() throws Exception {
        cloud.file("x y/z", "1");
        cached("1", "key: a-$(codebuild-hash-files 'x y/**/*' '$(touch ran)')\n");

        assertThat(cloud.uploaded())
                .extracting(S3Location::key)
                .allMatch(key -> key.matches("prefix/a-[0-9a-f]{64}\\.tar\\.gz"))
                .hasSize(1);
        assertThat(cloud.output()).containsExactly("none");
    }
}
