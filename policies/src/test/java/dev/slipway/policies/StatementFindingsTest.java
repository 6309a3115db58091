package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.testkit.PackHarness;
import dev.slipway.policies.testkit.PolicyRun;
import dev.slipway.policies.testkit.PolicyRun.Diagnostic;
import dev.slipway.policies.testkit.Program;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A statement is told once a rule, as a colleague would, and what is accepted of it is left out. */
class StatementFindingsTest {
    private static final String RIGHTS =
            """
            rights:
              type: aws:iam:RolePolicy
              properties:
                role: build
                policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:PutObject","s3:GetBucketPolicy","codecommit:GetBranch","codecommit:GetCommit","codecommit:GetRepository","codecommit:GetTree","codecommit:GetBlob"],"Resource":"*"}]}'
            """;

    private PackHarness pack;

    @BeforeEach
    void start() throws IOException {
        pack = PackHarness.start(PlatformPack.pack());
    }

    @AfterEach
    void stop() {
        pack.close();
    }

    private List<String> told(String suppressions) {
        PolicyRun run = pack.configure("{\"all\": \"disabled\", \"resources-are-named\":"
                        + " {\"enforcementLevel\": \"mandatory\", \"suppressions\": [" + suppressions + "]}}")
                .preview(Program.parse(RIGHTS));
        return run.diagnostics().stream()
                .map(Diagnostic::message)
                .map(message -> message.lines().findFirst().orElse(""))
                .toList();
    }

    @Test
    void tellsAStatementOnceWithTheTypesThatAReaderExpects() {
        assertThat(told(""))
                .containsExactly(
                        "policy.Statement[0].Resource is \"*\": reaches every object (s3:PutObject), reaches every bucket"
                                + " (s3:GetBucketPolicy), reaches every repository (codecommit:GetBranch, codecommit:GetCommit,"
                                + " codecommit:GetRepository and 2 more); expected ARNs, or a condition on the resource");
    }

    @Test
    void leavesOutWhatIsAcceptedOfIt() {
        assertThat(
                        told(
                                "{\"resource\": \"rights\", \"finding\": \"codecommit:*\", \"reason\": \"one account for all code\"}"))
                .containsExactly(
                        "policy.Statement[0].Resource is \"*\": reaches every object (s3:PutObject), reaches every bucket"
                                + " (s3:GetBucketPolicy); expected ARNs, or a condition on the resource",
                        "suppressed (one account for all code): policy.Statement[0].Resource is \"*\": reaches every repository"
                                + " (codecommit:GetBranch, codecommit:GetCommit, codecommit:GetRepository and 2 more);"
                                + " expected ARNs, or a condition on the resource");
    }
}
