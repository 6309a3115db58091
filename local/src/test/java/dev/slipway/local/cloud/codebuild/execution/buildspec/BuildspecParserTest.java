package dev.slipway.local.cloud.codebuild.execution.buildspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.cloud.codebuild.execution.buildspec.ArtifactsSection.ArtifactSection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BuildspecParserTest {
    @Test
    void readsEverySection() throws BuildspecException {
        Buildspec spec = BuildspecParser.parse(
                """
                version: 0.2
                run-as: builder
                env:
                  shell: bash
                  variables:
                    MODE: 010
                    WORD: yes
                  parameter-store:
                    TOKEN: /shop/token
                  secrets-manager:
                    PASSWORD: shop/db:password:AWSPREVIOUS
                  exported-variables:
                    - IMAGE
                  git-credential-helper: yes
                phases:
                  install:
                    runtime-versions:
                      java: corretto17
                    commands:
                      - echo install
                  build:
                    run-as: root
                    on-failure: RETRY-2-.*refused.*
                    commands:
                      - echo one
                      - |
                        echo two
                        echo three
                    finally:
                      - echo last
                reports:
                  tests:
                    files:
                      - '**/*.xml'
                    base-directory: target/surefire-reports
                    file-format: JunitXml
                artifacts:
                  files:
                    - '**/*'
                  name: shop-$VERSION
                  discard-paths: yes
                  exclude-paths: ['**/*.tmp']
                  base-directory: out
                  s3-prefix: releases
                  enable-symlinks: yes
                  secondary-artifacts:
                    Definitions:
                      files:
                        - imagedefinitions.json
                cache:
                  key: maven-$HASH
                  fallback-keys:
                    - maven-
                  action: restore
                  paths:
                    - ~/.m2/**/*
                """);

        assertThat(spec)
                .isEqualTo(new Buildspec(
                        BuildspecVersion.V0_2,
                        "builder",
                        new EnvironmentSection(
                                ShellName.BASH,
                                Map.of("MODE", "010", "WORD", "yes"),
                                Map.of("TOKEN", "/shop/token"),
                                Map.of("PASSWORD", new SecretReference("shop/db", "password", "AWSPREVIOUS", null)),
                                List.of("IMAGE"),
                                true),
                        Map.of(
                                PhaseName.INSTALL,
                                new PhaseSection(
                                        null,
                                        OnFailure.DEFAULT,
                                        List.of("echo install"),
                                        List.of(),
                                        Map.of("java", "corretto17")),
                                PhaseName.BUILD,
                                new PhaseSection(
                                        "root",
                                        OnFailure.parse("RETRY-2-.*refused.*"),
                                        List.of("echo one", "echo two\necho three\n"),
                                        List.of("echo last"),
                                        Map.of())),
                        Map.of(
                                "tests",
                                new ReportSection(
                                        new FileSet(List.of("**/*.xml"), List.of(), "target/surefire-reports", false),
                                        ReportFormat.JUNITXML)),
                        new ArtifactsSection(
                                new ArtifactSection(
                                        new FileSet(List.of("**/*"), List.of("**/*.tmp"), "out", true),
                                        "shop-$VERSION",
                                        "releases",
                                        true),
                                Map.of(
                                        "Definitions",
                                        new ArtifactSection(
                                                new FileSet(List.of("imagedefinitions.json"), List.of(), ".", false),
                                                null,
                                                null,
                                                false))),
                        new CacheSection(
                                List.of("~/.m2/**/*"), "maven-$HASH", List.of("maven-"), CacheSection.Action.RESTORE),
                        Map.of()));
    }

    @Test
    void readsAnchorsAndMergedKeys() throws BuildspecException {
        Buildspec spec = BuildspecParser.parse(
                """
                version: 0.2
                phases:
                  pre_build: &common
                    on-failure: ABORT
                    commands: [echo one]
                  build:
                    <<: *common
                    commands: [echo two]
                """);

        assertThat(spec.phase(PhaseName.BUILD))
                .isEqualTo(new PhaseSection(null, OnFailure.parse("ABORT"), List.of("echo two"), List.of(), Map.of()));
    }

    static Stream<Arguments> badBuildspecs() {
        String head = "version: 0.2\nphases:\n  build:\n    commands:\n";
        return Stream.of(
                Arguments.of("", "got an empty buildspec, expected at least version and phases"),
                Arguments.of("just text", "the buildspec: got text, expected keys and values at line 1"),
                Arguments.of("phases: {}", "version: got nothing, expected 0.1 or 0.2"),
                Arguments.of("version: 0.3", "version: got '0.3', expected 0.1 or 0.2"),
                Arguments.of(
                        "version: 0.2",
                        "phases: got nothing, expected at least one of install, pre_build, build, post_build"),
                Arguments.of(
                        "version: 0.2\nphases:\n  postbuild:\n    commands: []",
                        "Invalid buildspec phase name: POSTBUILD. Expecting: BUILD,INSTALL,POST_BUILD,PRE_BUILD"),
                Arguments.of(
                        head + "      - echo a\n      - echo c: d\n",
                        "Expected Commands[1] to be of string type: found subkeys instead at line 6, value of the key tag on line 4 might be empty"),
                Arguments.of(
                        head + "      -\n",
                        "Expected Commands[0] to be of string type: found nothing instead at line 5, value of the key tag on line 4 might be empty"),
                Arguments.of(
                        "version: 0.2\nphases:\n  build:\n    commands: {a: b}\n",
                        "phases.build.commands: got keys and values, expected a list at line 4"),
                Arguments.of(
                        "version: 0.2\nphases:\n  build:\n  commands: a: b\n",
                        "mapping values are not allowed in this context at line 4"),
                Arguments.of(
                        "version: 0.2\nversion: 0.1\n", ": key 'version' is given twice, the second time at line 2"),
                Arguments.of(
                        "version: 0.2\nphases: {}\nenv:\n  variables:\n    CODEBUILD_X: 1\n",
                        "env.variables.CODEBUILD_X: got 'CODEBUILD_X' as a variable's name, but the prefix CODEBUILD_ is reserved at line 5"),
                Arguments.of(
                        "version: 0.2\nphases: {}\nenv:\n  variables:\n    A-B: 1\n",
                        "env.variables.A-B: got 'A-B' as a variable's name, expected letters, digits and underscores, the first no digit at line 5"),
                Arguments.of(
                        "version: 0.2\nphases: {}\nenv:\n  shell: fish\n",
                        "env.shell: got 'fish', expected bash or /bin/sh at line 4"),
                Arguments.of(
                        "version: 0.2\nphases: {}\nenv:\n  git-credential-helper: maybe\n",
                        "env.git-credential-helper: got 'maybe', expected yes or no at line 4"),
                Arguments.of(
                        "version: 0.2\nphases: {}\nenv:\n  secrets-manager:\n    A: s:k:AWSCURRENT:1\n",
                        "env.secrets-manager.A: got both version stage 'AWSCURRENT' and version id '1', expected one of them at line 5"),
                Arguments.of(
                        "version: 0.2\nphases:\n  build:\n    on-failure: GO\n",
                        "phases.build.on-failure: got 'GO', expected ABORT, CONTINUE, RETRY, RETRY-count, RETRY-regex or RETRY-count-regex at line 4"),
                Arguments.of(
                        "version: 0.2\nphases: {}\nartifacts:\n  name: x\n",
                        "artifacts.files: got nothing, expected at least one pattern"),
                Arguments.of(
                        "version: 0.2\nphases: {}\nreports:\n  t:\n    files: [a]\n    file-format: TAP\n",
                        "reports.t.file-format: got 'TAP', expected one of [JUNITXML, CUCUMBERJSON, NUNITXML, NUNIT3XML, TESTNGXML, VISUALSTUDIOTRX, CLOVERXML, COBERTURAXML, JACOCOXML, SIMPLECOV] at line 6"));
    }

    @ParameterizedTest
    @MethodSource("badBuildspecs")
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> BuildspecParser.parse(text))
                .isInstanceOf(BuildspecException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "ABORT, ABORT, 0, .*",
        "continue, CONTINUE, 0, .*",
        "RETRY, RETRY, 3, .*",
        "RETRY-7, RETRY, 7, .*",
        "RETRY-.*timed out, RETRY, 3, .*timed out",
        "Retry-100-a-b, RETRY, 100, a-b",
        "RETRY-0, RETRY, 0, .*",
    })
    void readsWhatToDoOnFailure(String text, OnFailure.Action action, int retries, String regex) {
        OnFailure read = OnFailure.parse(text);
        assertThat(read.action()).isEqualTo(action);
        assertThat(read.retries()).isEqualTo(retries);
        assertThat(read.retryOn().pattern()).isEqualTo(regex);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|got '', expected ABORT, CONTINUE, RETRY, RETRY-count, RETRY-regex or RETRY-count-regex",
                "RETRY-101|got 101 retries, expected 0 to 100",
                "RETRY-99999999999|got 99999999999 retries, expected 0 to 100",
                "RETRY-(|'(' is not a regular expression: Unclosed group",
            })
    void refusesOtherThingsToDoOnFailure(String text, String message) {
        assertThatThrownBy(() -> OnFailure.parse(text == null ? "" : text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> secretReferences() {
        String arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:shop/db-AbCdEf";
        return Stream.of(
                Arguments.of("shop/db", new SecretReference("shop/db", null, null, null)),
                Arguments.of("shop/db:user", new SecretReference("shop/db", "user", null, null)),
                Arguments.of("shop/db::AWSPENDING", new SecretReference("shop/db", null, "AWSPENDING", null)),
                Arguments.of("shop/db:user::v1", new SecretReference("shop/db", "user", null, "v1")),
                Arguments.of(arn, new SecretReference(arn, null, null, null)),
                Arguments.of(arn + ":user:AWSCURRENT:", new SecretReference(arn, "user", "AWSCURRENT", null)));
    }

    @ParameterizedTest
    @MethodSource("secretReferences")
    void readsReferencesToSecrets(String text, SecretReference expected) {
        assertThat(SecretReference.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":key|got no secret id, expected secret-id:json-key:version-stage:version-id",
                "a:b:c:d:e|got 'a:b:c:d:e', expected secret-id:json-key:version-stage:version-id",
                "arn:aws:x|got 'arn:aws:x', expected the ARN of a secret",
            })
    void refusesOtherReferencesToSecrets(String text, String message) {
        assertThatThrownBy(() -> SecretReference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
