package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.model.JsonValues;
import dev.slipway.policies.testkit.PackHarness;
import dev.slipway.policies.testkit.PolicyRun;
import dev.slipway.policies.testkit.Program;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A document of which a preview knows a part: findings stand where they stand in the update, or are not there yet. */
class PartlyKnownTest {
    private static final String ACCOUNT = "123456789012";

    private PackHarness pack;

    @BeforeEach
    void start() throws IOException {
        pack = PackHarness.start(PlatformPack.pack()).configure("{\"all\": \"mandatory\"}");
    }

    @AfterEach
    void stop() {
        pack.close();
    }

    private static Map<String, Map<String, List<String>>> places(PolicyRun run) {
        return run.diagnostics().stream()
                .map(PolicyRun.Diagnostic::rule)
                .distinct()
                .collect(Collectors.toMap(rule -> rule, run::violations));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iam:PassRole | [\"arn:aws:iam::ACCOUNT:role/build\", \"arn:aws:iam::ACCOUNT:role/*\"]",
                "iam:PassRole | [\"arn:aws:iam::ACCOUNT:role/*\", \"arn:aws:iam::ACCOUNT:role/build\"]",
                "iam:PassRole | \"arn:aws:iam::ACCOUNT:role/*\"",
                "s3:PutObject | [\"arn:aws:s3:::ACCOUNT-artifacts/*\", \"*\"]",
                "s3:PutObject | [\"*\", \"arn:aws:s3:::ACCOUNT-artifacts/*\"]",
                "sts:AssumeRole | [\"ACCOUNT\", \"*\"]",
            })
    void hasOnePathAtPreviewAndInTheUpdate(String action, String resource) {
        String program =
                """
                rights:
                  type: aws-native:iam:RolePolicy
                  properties:
                    roleName: build
                    policyName: rights
                    policyDocument:
                      Version: "2012-10-17"
                      Statement: [{Effect: Allow, Action: [%s], Resource: %s}]
                """
                        .formatted(action, resource);
        PolicyRun atPreview = pack.preview(Program.parse(program.replace("ACCOUNT", JsonValues.UNKNOWN_TEXT)));
        PolicyRun inUpdate = pack.preview(Program.parse(program.replace("ACCOUNT", ACCOUNT)));

        assertThat(places(inUpdate)).isNotEmpty();
        places(atPreview)
                .forEach((rule, found) ->
                        assertThat(found).as(rule).isEqualTo(places(inUpdate).get(rule)));
        assertThat(atPreview.diagnostics()).isNotEmpty().allSatisfy(one -> assertThat(one.message())
                .doesNotContain(JsonValues.UNKNOWN_TEXT));
    }
}
