package dev.slipway.policies.rules.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.PlatformPack;
import dev.slipway.policies.testkit.PackHarness;
import dev.slipway.policies.testkit.PolicyRun.Diagnostic;
import dev.slipway.policies.testkit.Program;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialShapesTest {

    @Test
    void findRandomTokensUnderAnyName() {
        Random random = new Random(20261123);
        int found = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[30];
            random.nextBytes(bytes);
            String token = Base64.getEncoder().encodeToString(bytes);
            found += CredentialShapes.find("X", token).isPresent() ? 1 : 0;
        }
        assertThat(found).isGreaterThan(950);
    }

    @Test
    void takeNoHashAndNoIdentifierForAToken() {
        Random random = new Random(20261123);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            StringBuilder hex = new StringBuilder();
            for (byte one : bytes) {
                hex.append("%02x".formatted(one));
            }
            assertThat(CredentialShapes.find("X", hex.toString())).isEmpty();
            assertThat(CredentialShapes.find("X", hex.substring(0, 40))).isEmpty();
            assertThat(CredentialShapes.find("X", UUID.nameUUIDFromBytes(bytes).toString()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD,hunter2",
        "dbPassword,hunter2",
        "MYSQL_PWD,hunter2",
        "SIGNING_KEY,abc",
        "aws_secret_access_key,abc",
        "GITHUB_PAT,abc",
        "PGPASSWORD,hunter2",
        "DBPASSWORD,hunter2",
        "GITHUBTOKEN,abc",
        "SONARTOKEN,abc",
        "BASIC_AUTH,user:hunter2",
        "DOCKER_AUTH_CONFIG,abc",
        "NPM_AUTH,abc"
    })
    void findCredentialsByTheirNames(String name, String value) {
        assertThat(CredentialShapes.find(name, value)).contains("is a credential by its name");
    }

    @ParameterizedTest
    @CsvSource({
        "OLDPWD,/tmp",
        "KMS_KEY_ID,abc",
        "SECRET_ARN,abc",
        "API_KEY_PARAMETER,abc",
        "TOKENS,5",
        "ENABLE_AUTH,yes",
        "AUTH_CONFIG,auth.yml",
        "TOKENIZER,bpe",
        "CACHE_KEY,maven-v1",
        "KEY,abc",
        "PRIMARY_KEY,id",
        "TOKEN_TTL,3600",
        "SECRET_NAME,prod",
        "MAX_TOKEN,100",
        "PASSWORD,${DB_PASSWORD}",
        "PASSWORD,'{{resolve:secretsmanager:prod/db}}'",
        "CLASSPATH,/opt/app/lib/Alpha1.jar:/opt/app/lib/Beta2.jar",
        "ROLE,arn:aws:iam::123456789012:role/ServiceRoleForBuilds1AndDeployments2",
        "URL,https://user@example.com/Path1/Path2"
    })
    void letOrdinaryVariablesPass(String name, String value) {
        assertThat(CredentialShapes.find(name, value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "glpat-",
                "gldt-",
                "glrt-",
                "sk-proj-",
                "sk-ant-",
                "hvs.",
                "dckr_oat_",
                "dop_v1_",
                "sqp_",
                "glsa_",
                "pul-",
                "ATATT3x"
            })
    void findTokensByTheirShapeInAnyText(String prefix) {
        String token = prefix + "a1b2c3d4".repeat(8);
        assertThat(CredentialShapes.find("X", token)).isPresent();
        assertThat(CredentialShapes.findInText("curl -H 'Authorization: Bearer " + token + "' https://example.com"))
                .isPresent();
        assertThat(CredentialShapes.findInText("curl -H 'X-Kind: " + prefix + "short'"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PGPASSWORD=hunter2 psql",
                "export TOKEN='abc def'",
                "A=1 GITHUBTOKEN=abc make",
                "x && API_KEY=\"abc\" y"
            })
    void findCredentialsThatACommandSets(String command) {
        assertThat(CredentialShapes.findInText(command)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PGPASSWORD=$DB_PASSWORD psql",
                "TOKEN=$(cat /run/token)",
                "TOKEN=`cat /run/token`",
                "make MAX_TOKEN=100",
                "docker build --build-arg VERSION=1.2.3 .",
                "test \"$PASSWORD\" = x",
                "PASSWORD= make"
            })
    void letOrdinaryCommandsPass(String command) {
        assertThat(CredentialShapes.findInText(command)).isEmpty();
    }

    @Test
    void areNeverShown() throws IOException {
        try (PackHarness pack = PackHarness.start(PlatformPack.pack())) {
            assertThat(pack
                            .preview(
                                    Program.parse(
                                            """
                            build:
                              type: aws:codebuild:Project
                              properties:
                                source: {type: BITBUCKET, location: "http://alice:hunter2@bitbucket.org/a/b.git"}
                                environment: {environmentVariables: [{name: DB_PASSWORD, value: hunter2}]}
                            task:
                              type: aws:ecs:TaskDefinition
                              properties: {containerDefinitions: '[{"name":"a","environment":[{"name":"DB_PASSWORD","value":"hunter2"}]}]'}
                            """))
                            .diagnostics()
                            .stream()
                            .map(Diagnostic::message))
                    .hasSizeGreaterThan(3)
                    .noneMatch(message -> message.contains("hunter2"));
        }
    }
}
