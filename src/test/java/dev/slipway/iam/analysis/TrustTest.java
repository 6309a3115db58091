package dev.slipway.iam.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.iam.Effect;
import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Principal;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.analysis.TrustedParty.Breadth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustTest {
    private static final String GITHUB = "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com";
    private static final Statement START = Statement.allow("T").actions("sts:AssumeRole");

    private static TrustedParty only(Statement statement) {
        List<TrustedParty> parties = Trust.of(PolicyDocument.of(statement));
        assertThat(parties).hasSize(1);
        return parties.get(0);
    }

    @Test
    void listsEveryPrincipalWithItsBreadth() {
        Statement statement = START.principalAws(
                        "*",
                        "111111111111",
                        "arn:aws:iam::111111111111:root",
                        "arn:aws:iam::111111111111:role/r",
                        Unknown.MARKER)
                .principalService("codebuild.amazonaws.com")
                .principalFederated(GITHUB, "arn:aws:iam::1:saml-provider/idp")
                .principalCanonicalUser("79a5");

        assertThat(Trust.of(PolicyDocument.of(
                        statement, Statement.deny("D").principalAnyone().actions("sts:*"))))
                .extracting(TrustedParty::breadth)
                .containsExactly(
                        Breadth.ANYONE,
                        Breadth.ACCOUNT,
                        Breadth.ACCOUNT,
                        Breadth.IDENTITY,
                        Breadth.UNKNOWN,
                        Breadth.SERVICE,
                        Breadth.OIDC_PROVIDER,
                        Breadth.SAML_PROVIDER,
                        Breadth.CANONICAL_USER);
    }

    @Test
    void allowWithNotPrincipalLetsEveryoneElseIn() {
        Statement not = new Statement(
                "N",
                Effect.ALLOW,
                List.of(),
                List.of(Principal.aws("111111111111")),
                List.of("sts:AssumeRole"),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(only(not).breadth()).isEqualTo(Breadth.ANYONE);
        assertThat(only(not).narrowed()).isEqualTo(Truth.NO);
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, aws:SourceAccount, 1, YES",
        "stringequals, AWS:sourceACCOUNT, 1, YES",
        "StringEqualsIfExists, aws:SourceAccount, 1, NO",
        "StringNotEquals, aws:SourceAccount, 1, NO",
        "StringLike, aws:SourceAccount, *, NO",
        "ArnLike, aws:SourceArn, arn:aws:codebuild:*:1:project/*, YES",
        "ArnLike, aws:SourceArn, arn:aws:codebuild:*:*:project/*, NO",
        "ArnLike, aws:SourceArn, arn:aws:s3:::bucket, YES",
        "ArnLike, aws:SourceArn, arn:aws:s3:::*, NO",
        "ArnLike, aws:SourceArn, *, NO",
        "StringEquals, aws:SourceOrgID, o-1, YES",
        "ForAllValues:StringLike, aws:SourceOrgPaths, o-1/*, NO",
        "ForAnyValue:StringLike, aws:SourceOrgPaths, o-1/*, YES",
        "Bool, aws:SecureTransport, true, NO",
        "Null, aws:SourceArn, false, NO",
    })
    void knowsWhetherAServiceIsHeldToItsSource(String operator, String key, String value, Truth expected) {
        Statement statement = START.principalService("codebuild.amazonaws.com").condition(operator, key, value);

        assertThat(only(statement).narrowed()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, aws:PrincipalOrgID, o-1, YES",
        "StringEquals, sts:ExternalId, x, YES",
        "StringLike, sts:ExternalId, *, NO",
        "ArnLike, aws:PrincipalArn, arn:aws:iam::1:role/*, YES",
        "ArnLike, aws:PrincipalArn, arn:aws:iam::*:role/admin, NO",
        "StringLike, aws:PrincipalArn, arn:aws:iam::*:role/*, NO",
        "IpAddress, aws:SourceIp, 203.0.113.0/24, YES",
        "IpAddress, aws:SourceIp, 0.0.0.0/0, NO",
        "IpAddress, aws:SourceIp, ::/0, NO",
        "StringEquals, aws:PrincipalTag/team, ci, YES",
        "Bool, aws:MultiFactorAuthPresent, true, NO",
    })
    void knowsWhetherEveryoneIsHeldToSome(String operator, String key, String value, Truth expected) {
        assertThat(only(START.principalAnyone().condition(operator, key, value)).narrowed())
                .isEqualTo(expected);
        assertThat(only(START.principalAws("*").condition(operator, key, value)).narrowed())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, sub, repo:org/app:ref:refs/heads/main, YES",
        "StringLike, sub, repo:org/app:*, YES",
        "StringLike, sub, repo:org/*, YES",
        "StringLike, sub, repo:org*, NO",
        "StringLike, sub, repo:*, NO",
        "StringLike, sub, repo:*/app:*, NO",
        "StringLike, sub, *, NO",
        "StringLikeIfExists, sub, repo:org/app:*, NO",
        "StringEquals, aud, sts.amazonaws.com, NO",
    })
    void knowsWhetherAnOidcProviderIsHeldToOneTenant(String operator, String claim, String value, Truth expected) {
        Statement statement = START.principalFederated(GITHUB)
                .condition(operator, "token.actions.githubusercontent.com:" + claim, value);

        assertThat(only(statement).narrowed()).isEqualTo(expected);
    }

    @Test
    void oneBroadValueAmongOthersMakesAConditionBroad() {
        Statement statement = START.principalFederated(GITHUB)
                .condition("StringLike", "token.actions.githubusercontent.com:sub", "repo:org/app:*", "repo:*");

        assertThat(only(statement).narrowed()).isEqualTo(Truth.NO);
    }

    @Test
    void knowsOtherProviders() {
        Statement eks =
                START.principalFederated("arn:aws:iam::1:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC");
        String subject = "oidc.eks.us-east-1.amazonaws.com/id/ABC:sub";

        assertThat(only(eks).narrowed()).isEqualTo(Truth.NO);
        assertThat(only(eks.condition("StringEquals", subject, "system:serviceaccount:ns:sa"))
                        .narrowed())
                .isEqualTo(Truth.YES);
        assertThat(only(eks.condition("StringLike", subject, "system:*")).narrowed())
                .isEqualTo(Truth.NO);
        Statement cognito = START.principalFederated("cognito-identity.amazonaws.com");
        assertThat(only(cognito.condition("StringEquals", "cognito-identity.amazonaws.com:aud", "us-east-1:pool"))
                        .narrowed())
                .isEqualTo(Truth.YES);
    }

    @Test
    void leavesOpenWhatDependsOnUnknownParts() {
        Statement service = START.principalService("codebuild.amazonaws.com");

        assertThat(only(service.condition("StringEquals", "aws:SourceAccount", Unknown.MARKER))
                        .narrowed())
                .isEqualTo(Truth.YES);
        assertThat(only(service.condition("ArnLike", "aws:SourceArn", Unknown.MARKER))
                        .narrowed())
                .isEqualTo(Truth.UNKNOWN);
        assertThat(only(START.principalFederated(GITHUB)
                                .condition(
                                        "StringLike",
                                        "token.actions.githubusercontent.com:sub",
                                        "repo:" + Unknown.MARKER + ":*"))
                        .narrowed())
                .isEqualTo(Truth.UNKNOWN);
        PolicyDocument open = PolicyDocument.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{\"AWS\":\"*\"},\"Condition\":\"" + Unknown.MARKER + "\"}}");
        assertThat(Trust.of(open).get(0).narrowed()).isEqualTo(Truth.UNKNOWN);
    }
}
