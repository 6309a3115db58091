package dev.slipway.local.cloud.codebuild.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.codebuild.execution.model.ArtifactOutput;
import dev.slipway.local.cloud.codebuild.execution.model.ArtifactOutput.Namespace;
import dev.slipway.local.cloud.codebuild.execution.model.ArtifactOutput.Packaging;
import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.CacheSettings;
import dev.slipway.local.cloud.codebuild.execution.model.CacheSettings.Mode;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseContext;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseType;
import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import dev.slipway.local.cloud.codebuild.execution.model.TestReport.Outcome;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BuildOutputsTest extends EngineTest {
    private static final S3Location OUT = new S3Location("artifacts", "shop/Build/abc");
    private static final String FILES =
            "mkdir -p out/sub; echo 1 >out/a.txt; echo 2 >out/sub/b.txt; echo 3 >out/sub/c.tmp; echo 4 >.hidden; ln -s a.txt out/link; ln -s /etc/passwd out/passwd; ln -s / out/root";

    private static TestBuild build(String section) {
        return TestBuild.of("version: 0.2\nphases:\n  build:\n    commands:\n      - " + FILES
                + "\n      - NAME=release\n" + section);
    }

    private static PhaseContext upload(BuildSnapshot build) {
        return build.phases().stream()
                .filter(phase -> phase.type() == PhaseType.UPLOAD_ARTIFACTS)
                .map(BuildPhase::context)
                .findFirst()
                .orElseThrow();
    }

    static Stream<Arguments> selections() {
        return Stream.of(
                Arguments.of(
                        "files: ['**/*']",
                        Set.of(".hidden", "out/a.txt", "out/sub/b.txt", "out/sub/c.tmp", "out/link")),
                Arguments.of(
                        "files: ['**/*']\n  base-directory: out", Set.of("a.txt", "sub/b.txt", "sub/c.tmp", "link")),
                Arguments.of(
                        "files: ['**/*']\n  base-directory: out\n  exclude-paths: ['sub/*.tmp', link]",
                        Set.of("a.txt", "sub/b.txt")),
                Arguments.of("files: ['**/*.txt']\n  discard-paths: yes", Set.of("a.txt", "b.txt")),
                Arguments.of("files: [out/a.txt]", Set.of("out/a.txt")),
                Arguments.of("files: [out/*]", Set.of("out/a.txt", "out/link")),
                Arguments.of("files: ['*']\n  base-directory: 'ou*'", Set.of("a.txt", "link")),
                Arguments.of("files: [a.txt, none.txt]\n  base-directory: $CODEBUILD_SRC_DIR/out", Set.of("a.txt")),
                Arguments.of("files: ['sub/**/*']\n  base-directory: out", Set.of("sub/b.txt", "sub/c.tmp")));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void theBuildspecSelectsTheFilesOfAnArtifact(String section, Set<String> files) throws Exception {
        TestBuild build = build("artifacts:\n  " + section + "\n");
        build.outputs.add(ArtifactOutput.ofPipeline("", OUT.bucket(), OUT.key()));
        BuildSnapshot ended = run(build);

        assertThat(ended.status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.zip(OUT).keySet()).isEqualTo(files);
    }

    static Stream<Arguments> nothing() {
        return Stream.of(
                Arguments.of("", "no matching artifact paths found"),
                Arguments.of("artifacts:\n  files: [none]\n", "no matching artifact paths found"),
                Arguments.of(
                        "artifacts:\n  files: ['**/*']\n  base-directory: none\n", "no matching artifact paths found"),
                Arguments.of(
                        "artifacts:\n  files: ['**/*']\n  base-directory: ../../../..\n",
                        "no matching artifact paths found"),
                Arguments.of("artifacts:\n  files: [/etc/passwd]\n", "no matching artifact paths found"),
                Arguments.of(
                        "artifacts:\n  files: [passwd]\n  base-directory: out\n", "no matching artifact paths found"),
                Arguments.of(
                        "artifacts:\n  files: [etc/passwd]\n  base-directory: out/root\n",
                        "no matching artifact paths found"));
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void anArtifactWithoutFilesFailsTheUpload(String section, String message) throws Exception {
        TestBuild build = build(section);
        build.outputs.add(ArtifactOutput.ofPipeline("", OUT.bucket(), OUT.key()));
        BuildSnapshot ended = run(build);

        assertThat(ended.status()).isEqualTo(BuildStatus.FAILED);
        assertThat(upload(ended)).isEqualTo(new PhaseContext("CLIENT_ERROR", message));
        assertThat(cloud.objects).isEmpty();
    }

    @Test
    void secondaryArtifactsGoToTheOutputsOfTheirNames() throws Exception {
        TestBuild build = build(
                """
                artifacts:
                  files: [.hidden]
                  secondary-artifacts:
                    One:
                      files: [a.txt]
                      base-directory: out
                    Two:
                      files: ['**/b.txt']
                """);
        build.outputs.add(ArtifactOutput.ofPipeline("One", "artifacts", "one"));
        build.outputs.add(ArtifactOutput.ofPipeline("Two", "artifacts", "two"));
        run(build);

        assertThat(cloud.zip(new S3Location("artifacts", "one"))).isEqualTo(Map.of("a.txt", "1\n"));
        assertThat(cloud.zip(new S3Location("artifacts", "two"))).isEqualTo(Map.of("out/sub/b.txt", "2\n"));
        assertThat(cloud.uploaded()).hasSize(2);
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of(Packaging.ZIP, Namespace.NONE, false, "", Set.of("path/shop")),
                Arguments.of(Packaging.ZIP, Namespace.NONE, true, "", Set.of("path/shop")),
                Arguments.of(
                        Packaging.ZIP,
                        Namespace.NONE,
                        true,
                        "  name: app-$NAME-$(echo x)\n",
                        Set.of("path/app-release-x")),
                Arguments.of(Packaging.ZIP, Namespace.NONE, false, "  name: other\n", Set.of("path/shop")),
                Arguments.of(Packaging.ZIP, Namespace.BUILD_ID, false, "", Set.of("path/UUID/shop")),
                Arguments.of(Packaging.ZIP, Namespace.BUILD_ID, false, "  s3-prefix: pre\n", Set.of("pre/UUID/shop")),
                Arguments.of(
                        Packaging.NONE,
                        Namespace.NONE,
                        false,
                        "",
                        Set.of("path/shop/out/a.txt", "path/shop/out/link")));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keysAreMadeOfPathNamespaceAndName(
            Packaging packaging, Namespace namespace, boolean override, String section, Set<String> keys)
            throws Exception {
        TestBuild build = build("artifacts:\n  files: [out/*]\n" + section);
        build.outputs.add(new ArtifactOutput("", "artifacts", "/path/", "shop", packaging, namespace, override));
        run(build);

        assertThat(cloud.uploaded().stream().map(one -> one.key().replace(build.uuid, "UUID")))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void theSameFilesMakeTheSameBytes() throws Exception {
        TimeZone before = TimeZone.getDefault();
        byte[] first;
        byte[] second;
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            first = zipOnce();
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            second = zipOnce();
        } finally {
            TimeZone.setDefault(before);
        }
        assertThat(first).isEqualTo(second).isNotEmpty();
    }

    private byte[] zipOnce() throws Exception {
        TestBuild build = build("artifacts:\n  files: ['**/*']\n");
        build.outputs.add(ArtifactOutput.ofPipeline("", OUT.bucket(), OUT.key()));
        BuildSnapshot ended = run(build);
        assertThat(ended.artifacts()).hasSize(1);
        return cloud.objects.getOrDefault(OUT, new byte[0]);
    }

    @Test
    void aRoleThatMayNotUploadFailsThePhase() throws Exception {
        cloud.uploadDenied = new CloudCallException("AccessDenied", "not authorized to perform: s3:PutObject");
        TestBuild build = build("artifacts:\n  files: ['**/*']\n");
        build.outputs.add(ArtifactOutput.ofPipeline("", OUT.bucket(), OUT.key()));

        assertThat(upload(run(build)))
                .isEqualTo(new PhaseContext(
                        "CLIENT_ERROR",
                        "Error while uploading artifacts: AccessDenied: not authorized to perform: s3:PutObject"));
    }

    @Test
    void testReportsAreCounted() throws Exception {
        cloud.file(
                "junit.xml",
                """
                <?xml version="1.0"?>
                <testsuites><testsuite name="s" tests="4">
                  <testcase classname="a.B" name="ok" time="0.5"/>
                  <testcase classname="a.B" name="bad"><failure message="expected 1">trace</failure></testcase>
                  <testcase classname="a.B" name="broken"><error/></testcase>
                  <testcase name="later"><skipped/></testcase>
                </testsuite></testsuites>
                """);
        BuildSnapshot ended = run(build("reports:\n  unit:\n    files: ['*.xml']\n"));

        assertThat(ended.status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.reports).isEqualTo(ended.reports()).hasSize(1);
        assertThat(cloud.reports.get(0).group()).isEqualTo("shop-unit");
        assertThat(cloud.reports.get(0).status()).isEqualTo(BuildStatus.FAILED);
        assertThat(cloud.reports.get(0).counts())
                .isEqualTo(Map.of(Outcome.SUCCEEDED, 1, Outcome.FAILED, 1, Outcome.ERROR, 1, Outcome.SKIPPED, 1));
    }

    static Stream<Arguments> badReports() {
        return Stream.of(
                Arguments.of("none.xml", "[shop-unit: [report files not found in build]]"),
                Arguments.of(
                        "text.xml",
                        "[shop-unit: [text.xml: got no well-formed XML from line 1, column 1 on, expected a JUnit report]]"),
                Arguments.of("html.xml", "[shop-unit: [html.xml: got <html>, expected <testsuite> or <testsuites>]]"));
    }

    @ParameterizedTest
    @MethodSource("badReports")
    void aReportThatCannotBeReadFailsTheUpload(String file, String message) throws Exception {
        cloud.file("html.xml", "<html/>").file("text.xml", "no XML");

        assertThat(upload(run(build("reports:\n  unit:\n    files: [" + file + "]\n"))))
                .isEqualTo(new PhaseContext("CLIENT_ERROR", message));
    }

    static Stream<Arguments> caches() {
        return Stream.of(
                Arguments.of(CacheSettings.NO_CACHE, "0"),
                Arguments.of(new CacheSettings(Set.of(Mode.LOCAL_CUSTOM_CACHE), null, 0), "1"),
                Arguments.of(new CacheSettings(Set.of(Mode.LOCAL_SOURCE_CACHE), null, 0), "0"),
                Arguments.of(new CacheSettings(Set.of(), new S3Location("cache", "prefix"), 0), "1"));
    }

    @ParameterizedTest
    @MethodSource("caches")
    void cachedFoldersComeBackInTheNextBuild(CacheSettings cache, String second) throws Exception {
        String spec =
                """
                version: 0.2
                phases:
                  build:
                    commands:
                      - cat ~/.m2/n target/m/n 2>/dev/null | wc -l; test ! -e ~/.m2/tool || ~/.m2/tool
                      - mkdir -p ~/.m2/deep target/m; echo 1 >~/.m2/n; printf '#!/bin/sh\\necho tool\\n' >~/.m2/tool
                      - chmod +x ~/.m2/tool; ln -sf n ~/.m2/link
                cache:
                  paths: ['~/.m2/**/*', target/m, /etc, ../../../../x, '*/bad']
                """;
        TestBuild one = TestBuild.of(spec);
        one.cache = cache;
        TestBuild two = TestBuild.of(spec);
        two.cache = cache;
        run(one);
        BuildSnapshot ended = run(two);

        assertThat(ended.status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.output())
                .containsExactlyElementsOf(second.equals("1") ? List.of("0", "1", "tool") : List.of("0", "0"));
    }
}
