package dev.slipway.local.cloud.codebuild.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSource;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.EnvironmentVariable;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseContext;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseType;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BuildEnvironmentTest extends EngineTest {
    @Test
    void aBuildSeesTheVariablesOfCodeBuildAndNoOther() throws Exception {
        cloud.resolvedVersion = "0123456789abcdef";
        cloud.sources.put("Extra", Map.of("x", "y"));
        TestBuild build = TestBuild.ofCommands("env | sort");
        build.secondarySources.add(new BuildSource("Extra", "", "arn:aws:s3:::artifacts/extra"));
        run(build);

        Map<String, String> seen = new TreeMap<>();
        for (String line : cloud.output()) {
            seen.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        assertThat(seen.keySet())
                .containsExactly(
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "AWS_DEFAULT_REGION",
                        "AWS_EC2_METADATA_DISABLED",
                        "AWS_ENDPOINT_URL",
                        "AWS_EXECUTION_ENV",
                        "AWS_REGION",
                        "CODEBUILD_BUILD_ARN",
                        "CODEBUILD_BUILD_ID",
                        "CODEBUILD_BUILD_IMAGE",
                        "CODEBUILD_BUILD_NUMBER",
                        "CODEBUILD_BUILD_SUCCEEDING",
                        "CODEBUILD_BUILD_URL",
                        "CODEBUILD_CI",
                        "CODEBUILD_INITIATOR",
                        "CODEBUILD_KMS_KEY_ID",
                        "CODEBUILD_LOG_PATH",
                        "CODEBUILD_RESOLVED_SOURCE_VERSION",
                        "CODEBUILD_SOURCE_REPO_URL",
                        "CODEBUILD_SOURCE_REPO_URL_Extra",
                        "CODEBUILD_SOURCE_VERSION",
                        "CODEBUILD_SOURCE_VERSION_Extra",
                        "CODEBUILD_SRC_DIR",
                        "CODEBUILD_SRC_DIR_Extra",
                        "CODEBUILD_START_TIME",
                        "HOME",
                        "LANG",
                        "OLDPWD",
                        "PATH",
                        "PWD",
                        "TMPDIR",
                        "TZ");
        assertThat(seen)
                .containsEntry("CODEBUILD_BUILD_ID", build.request().id())
                .containsEntry("CODEBUILD_BUILD_NUMBER", "7")
                .containsEntry("CODEBUILD_INITIATOR", "codepipeline/shop")
                .containsEntry("CODEBUILD_RESOLVED_SOURCE_VERSION", "0123456789abcdef")
                .containsEntry("CODEBUILD_SOURCE_VERSION", "arn:aws:s3:::artifacts/shop/Source/abc")
                .containsEntry("CODEBUILD_LOG_PATH", build.uuid)
                .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
                .containsEntry("HOME", "/root");
        assertThat(seen.get("CODEBUILD_SRC_DIR")).matches("/codebuild/output/src\\d+/src");
        assertThat(seen.get("CODEBUILD_START_TIME")).matches("\\d{13}");
    }

    @Test
    void overridesWinOverTheProjectAndThatOverTheBuildspec() throws Exception {
        TestBuild build = TestBuild.of(
                """
                version: 0.2
                env:
                  variables: {A: spec, B: spec, C: spec}
                phases:
                  build:
                    commands: [echo $A $B $C]
                """);
        build.projectVariables.add(new EnvironmentVariable("A", EnvironmentVariable.Type.PLAINTEXT, "project"));
        build.projectVariables.add(new EnvironmentVariable("B", EnvironmentVariable.Type.PLAINTEXT, "project"));
        build.overrideVariables.add(new EnvironmentVariable("A", EnvironmentVariable.Type.PLAINTEXT, "override"));
        run(build);

        assertThat(cloud.output()).containsExactly("override project spec");
    }

    @Test
    void aReferenceThatAnotherVariableWinsOverIsNotRead() throws Exception {
        TestBuild build = TestBuild.of(
                """
                version: 0.2
                env:
                  secrets-manager: {A: no-such-secret}
                phases:
                  build:
                    commands: [echo $A]
                """);
        build.overrideVariables.add(new EnvironmentVariable("A", EnvironmentVariable.Type.PLAINTEXT, "plain"));

        assertThat(run(build).status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.output()).containsExactly("plain");
    }

    @Test
    void valuesAreNotExpanded() throws Exception {
        run(
                TestBuild.of(
                        """
                version: 0.2
                env:
                  variables:
                    P: "$HOME:`id`:$(id)'\\""
                phases:
                  build:
                    commands: ['echo "$P"']
                """));

        assertThat(cloud.output()).containsExactly("$HOME:`id`:$(id)'\"");
    }

    @Test
    void secretsAreGivenToCommandsAndHiddenInTheLog() throws Exception {
        cloud.parameters.put("/shop/token", "parameter-value");
        cloud.secrets.put("shop/db/null/null", "{\"user\": \"admin\", \"port\": 5432}");
        cloud.secrets.put("shop/db/AWSPREVIOUS/null", "old-value");
        cloud.secrets.put("shop/key/null/null", "-----BEGIN\nabcdefgh\nx\n");
        TestBuild build = TestBuild.of(
                """
                version: 0.2
                env:
                  parameter-store: {TOKEN: /shop/token}
                  secrets-manager:
                    DB_USER: shop/db:user
                    DB_PORT: shop/db:port
                    OLD: shop/db::AWSPREVIOUS
                    KEY: shop/key
                phases:
                  build:
                    commands:
                      - echo "$TOKEN $DB_USER $DB_PORT $OLD" | tee out
                      - echo "$KEY"
                      - wc -c <out
                      - echo AKIAABCDEFGHIJKLMNOP
                      - (echo parameter-value; exit 1)
                """);
        BuildSnapshot ended = run(build);

        assertThat(cloud.output()).containsExactly("*** *** *** ***", "***", "***", "x", "37", "***", "***");
        assertThat(ended.phases().stream().map(BuildPhase::context).filter(one -> !one.equals(PhaseContext.NONE)))
                .containsExactly(new PhaseContext(
                        "COMMAND_EXECUTION_ERROR",
                        "Error while executing command: (echo ***; exit 1). Reason: exit status 1"));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(
                        "parameter-store: {A: /none}",
                        new PhaseContext(
                                "Decrypted Variables Error", "ParameterNotFound: parameter does not exist: /none")),
                Arguments.of(
                        "secrets-manager: {A: none}",
                        new PhaseContext(
                                "Secrets Manager Error Message",
                                "ResourceNotFoundException: Secrets Manager can't find the specified secret.")),
                Arguments.of(
                        "secrets-manager: {A: 'text:key'}",
                        new PhaseContext(
                                "Secrets Manager Error Message",
                                "secret text is not a JSON object, so it has no key 'key'")),
                Arguments.of(
                        "secrets-manager: {A: 'json:key'}",
                        new PhaseContext("Secrets Manager Error Message", "secret json has no key 'key'")));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void anUnreadableSecretFailsDownloadSource(String reference, PhaseContext expected) throws Exception {
        cloud.secrets.put("text/null/null", "just text");
        cloud.secrets.put("json/null/null", "{}");
        BuildSnapshot ended =
                run(TestBuild.of("version: 0.2\nenv:\n  " + reference + "\nphases:\n  build:\n    commands: [echo]\n"));

        assertThat(ended.status()).isEqualTo(BuildStatus.FAILED);
        assertThat(ended.phases().stream()
                        .filter(phase -> phase.type() == PhaseType.DOWNLOAD_SOURCE)
                        .map(BuildPhase::context))
                .containsExactly(expected);
    }

    @Test
    void awsClientsGetTheCredentialsOfTheRole() throws Exception {
        run(
                TestBuild.ofCommands(
                        "curl -s -H \"Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN\" $AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "curl -s -o /dev/null -w '\\n%{http_code}\\n' -H 'Authorization: x' $AWS_CONTAINER_CREDENTIALS_FULL_URI"));

        assertThat(cloud.output())
                .containsExactly(
                        "{\"AccessKeyId\":\"***\",\"SecretAccessKey\":\"secret\",\"Token\":\"token\",\"Expiration\":\"2026-11-23T13:00:00Z\"}",
                        "401");
    }

    @Test
    void aBuildSeesNothingOfTheUsersHome() throws Exception {
        BuildSnapshot ended = run(TestBuild.ofCommands(
                "ls -A $HOME | wc -l",
                "ls -A /home 2>/dev/null | wc -l",
                "ls -A /tmp | wc -l",
                "touch /usr/x 2>/dev/null || echo read-only"));

        assertThat(ended.isolation()).isNotNull();
        assertThat(cloud.output()).containsExactly("0", "0", "0", "read-only");
    }

    /** What the user has set for themselves is not what AWS has set for all. */
    @Test
    void neitherUmaskNorTimeZoneNorSettingsOfThisMachineReachABuild() throws Exception {
        cloud.file("a", "text");
        run(TestBuild.ofCommands(
                "umask",
                "date +%Z",
                "echo ${LC_ALL-none} $LANG",
                "stat -c %a . a",
                "ls -A /etc/containers /etc/cni /etc/docker 2>/dev/null | grep -v : | grep -c .; true",
                "cat /etc/gitconfig /etc/gitattributes 2>/dev/null | wc -c",
                "git config --list --show-origin 2>/dev/null | grep -c -e file:/etc -e file:/root; true"));

        assertThat(cloud.output()).containsExactly("0022", "UTC", "none C.UTF-8", "755", "644", "0", "0", "0");
    }
}
