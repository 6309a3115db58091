package dev.slipway.local.rehearsal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.iam.evaluation.Decision;
import dev.slipway.local.cloud.access.policies.NamedPolicy;
import dev.slipway.local.cloud.access.proof.Proof;
import dev.slipway.local.cloud.access.proof.Step;
import dev.slipway.local.cloud.access.record.JudgedCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/shop-build";
    private static final Documented DOCUMENTED = new Documented(
            List.of(new Documented.Need("rights/Write", "s3:PutObjectAcl", "AWS's own policy has it", "https://aws")));

    private static Step call(String action, String resource, Decision.Outcome outcome) {
        return new Step(
                "Build/Build",
                new JudgedCall(
                        Instant.EPOCH,
                        ROLE,
                        "session",
                        "us-east-1",
                        action,
                        resource,
                        Map.of(),
                        outcome,
                        List.of(),
                        outcome == Decision.Outcome.ALLOWED ? "" : "may not " + action,
                        false));
    }

    private static Findings judge(PolicyDocument document, Step... calls) {
        var policies = List.of(new NamedPolicy("rights", document));
        return Findings.of(List.of(Proof.of(ROLE, policies, List.of(calls))), DOCUMENTED);
    }

    @Test
    void aStatementThatEveryCallNeedsIsFine() {
        var findings = judge(
                PolicyDocument.of(
                        Statement.allow("Read").actions("s3:GetObject").resources("arn:aws:s3:::shop/*")),
                call("s3:GetObject", "arn:aws:s3:::shop/a", Decision.Outcome.ALLOWED));

        assertThat(findings)
                .isEqualTo(new Findings(
                        List.of(new Finding("shop-build", "rights/Read", List.of("Build/Build"), List.of(), List.of())),
                        List.of()));
        assertThat(findings.exact()).isTrue();
    }

    @Test
    void namesWhatNothingUsesAndWhatIsNotNecessary() {
        var findings = judge(
                PolicyDocument.of(
                        Statement.allow("Read")
                                .actions("s3:GetObject", "s3:GetObjectTagging")
                                .resources("arn:aws:s3:::shop/*"),
                        Statement.allow("List").actions("s3:ListBucket").resources("arn:aws:s3:::shop")),
                call("s3:GetObject", "arn:aws:s3:::shop/a", Decision.Outcome.ALLOWED));

        assertThat(findings.statements().stream().map(Finding::problems))
                .containsExactly(List.of("not necessary: action s3:GetObjectTagging"), List.of("unused"));
        assertThat(findings.exact()).isFalse();
    }

    @Test
    void whatAwsDocumentsIsNamedAndNoProblem() {
        var findings = judge(
                PolicyDocument.of(Statement.allow("Write")
                        .actions("s3:PutObject", "s3:PutObjectAcl")
                        .resources("arn:aws:s3:::shop/*")),
                call("s3:PutObject", "arn:aws:s3:::shop/a", Decision.Outcome.ALLOWED));

        assertThat(findings.statements().get(0).documented()).isEqualTo(DOCUMENTED.needs());
        assertThat(findings.exact()).isTrue();
    }

    @Test
    void aDeniedCallIsMissing() {
        var findings = judge(
                PolicyDocument.of(
                        Statement.allow("Read").actions("s3:GetObject").resources("arn:aws:s3:::shop/*")),
                call("s3:GetObject", "arn:aws:s3:::shop/a", Decision.Outcome.ALLOWED),
                call("s3:PutObject", "arn:aws:s3:::shop/a", Decision.Outcome.IMPLICIT_DENY));

        assertThat(findings.missing()).containsExactly("Build/Build: may not s3:PutObject");
        assertThat(findings.exact()).isFalse();
    }

    @Test
    void everyDocumentedNeedHasItsReasonAndItsPage() {
        assertThat(Documented.load().needs())
                .allSatisfy(need -> {
                    assertThat(need.statement()).contains("/");
                    assertThat(need.why()).isNotEmpty();
                    assertThat(need.see()).startsWith("https://docs.aws.amazon.com/");
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void theTableEndsWithTheSum() {
        var findings = judge(
                PolicyDocument.of(
                        Statement.allow("Read").actions("s3:GetObject").resources("arn:aws:s3:::shop/*")),
                call("s3:GetObject", "arn:aws:s3:::shop/a", Decision.Outcome.ALLOWED));

        assertThat(ProofReport.text(findings))
                .isEqualTo(
                        """

                        ROLE        STATEMENT    RESULT  NEEDED BY
                        shop-build  rights/Read  needed  Build/Build

                        statements: 1; needed here: 1; unused or not necessary, in whole or in part: 0; calls denied: 0; parts that only AWS's documentation asks for: 0
                        every statement is needed, none is missing
                        """);
    }
}
