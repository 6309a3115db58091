package dev.slipway.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {
    private static final String BUCKET = "arn:aws:s3:::artifacts";

    @Test
    void printsOneValueAsStringAndSeveralAsList() {
        PolicyDocument document = PolicyDocument.of(
                Statement.allow("ReadArtifacts")
                        .actions("s3:GetObject", "s3:GetObjectVersion")
                        .resources(BUCKET + "/*")
                        .condition("StringEquals", "aws:ResourceAccount", "000000000000"),
                Statement.deny("KeepBucket").actions("s3:DeleteBucket").resources(BUCKET));

        assertThat(document.toJson())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":["
                        + "{\"Sid\":\"ReadArtifacts\",\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:GetObjectVersion\"],"
                        + "\"Resource\":\"arn:aws:s3:::artifacts/*\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:ResourceAccount\":\"000000000000\"}}},"
                        + "{\"Sid\":\"KeepBucket\",\"Effect\":\"Deny\",\"Action\":\"s3:DeleteBucket\","
                        + "\"Resource\":\"arn:aws:s3:::artifacts\"}]}");
    }

    @Test
    void printsTrustPolicies() {
        PolicyDocument document = PolicyDocument.of(Statement.allow("Build")
                        .principalService("codebuild.amazonaws.com")
                        .principalAws("arn:aws:iam::000000000000:root", "111111111111")
                        .actions("sts:AssumeRole")
                        .condition("StringEquals", "aws:SourceAccount", "000000000000")
                        .condition("ArnLike", "aws:SourceArn", "arn:aws:codebuild:*:000000000000:project/*"))
                .require(PolicyKind.TRUST);

        assertThat(document.toJson())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Build\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"Service\":\"codebuild.amazonaws.com\","
                        + "\"AWS\":[\"arn:aws:iam::000000000000:root\",\"111111111111\"]},"
                        + "\"Action\":\"sts:AssumeRole\",\"Condition\":{"
                        + "\"StringEquals\":{\"aws:SourceAccount\":\"000000000000\"},"
                        + "\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:codebuild:*:000000000000:project/*\"}}}]}");
    }

    @Test
    void printsEveryoneAsStar() {
        PolicyDocument document = PolicyDocument.of(Statement.deny("TlsOnly")
                .principalAnyone()
                .actions("s3:*")
                .resources(BUCKET, BUCKET + "/*")
                .condition("Bool", "aws:SecureTransport", "false"));

        assertThat(document.toJson()).contains("\"Principal\":\"*\",");
    }

    @Test
    void groupsConditionsByOperatorInTheOrderOfTheCalls() {
        PolicyDocument document = PolicyDocument.of(Statement.allow("A")
                .actions("ecs:RunTask")
                .resources("*")
                .condition("StringEquals", "a:B", "1")
                .condition("Bool", "a:C", "true")
                .condition("StringEquals", "a:D", "2", "3"));

        assertThat(document.toJson())
                .endsWith(
                        "\"Condition\":{\"StringEquals\":{\"a:B\":\"1\",\"a:D\":[\"2\",\"3\"]},\"Bool\":{\"a:C\":\"true\"}}}]}");
    }

    @Test
    void doesNotEscapeWhatJsonLeavesAlone() {
        assertThat(PolicyDocument.of(
                                Statement.allow("A").actions("s3:GetObject").resources("arn:aws:s3:::b/<a>&'='"))
                        .toJson())
                .contains("arn:aws:s3:::b/<a>&'='");
    }

    @Test
    void addingToAStatementLeavesTheFirstOneAlone() {
        Statement first = Statement.allow("A").actions("s3:GetObject");
        Statement second = first.actions("s3:PutObject").resources("*");

        assertThat(first.actions()).containsExactly("s3:GetObject");
        assertThat(first.resources()).isEmpty();
        assertThat(second.actions()).containsExactly("s3:GetObject", "s3:PutObject");
    }

    @Test
    void refusesAnEmptyDocument() {
        assertThatThrownBy(PolicyDocument::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("policy document is not valid: no statement: expected at least one");
    }

    @Test
    void namesEveryProblemAtOnce() {
        Statement bad = Statement.allow("Bad-Sid")
                .notActions("s3:GetObject")
                .actions("getObject")
                .resources("artifacts")
                .condition("StringEqual", "aws:SourceAccount", "1");

        assertThat(new PolicyDocument(PolicyDocument.VERSION, null, List.of(bad), true).problems(PolicyKind.IDENTITY))
                .containsExactly(
                        "statement \"Bad-Sid\": Sid with character '-'; expected letters A-Z, a-z and digits only",
                        "statement \"Bad-Sid\": both Action and NotAction; expected one of them",
                        "statement \"Bad-Sid\": action \"getObject\"; expected service:Action, such as s3:GetObject, or *",
                        "statement \"Bad-Sid\": resource \"artifacts\"; expected an ARN,"
                                + " arn:partition:service:region:account:resource, or *",
                        "statement \"Bad-Sid\": condition operator \"StringEqual\"; expected one of AWS's, such as"
                                + " StringEquals, ArnLike, Bool");
    }

    @Test
    void refusesIncompleteAndContradictingStatements() {
        Statement good = Statement.allow("A").actions("s3:GetObject").resources("*");
        Statement trust =
                Statement.allow("T").principalService("ecs.amazonaws.com").actions("sts:AssumeRole");

        assertRefused("no action", Statement.allow("A").resources("*"));
        assertRefused("neither principal nor resource", Statement.allow("A").actions("s3:GetObject"));
        assertRefused("both Resource and NotResource", good.notResources("arn:aws:s3:::b"));
        assertRefused("a second statement with this Sid", good, good);
        assertRefused("some statements have a principal and some have none", good, trust);
        assertRefused("principal * beside others", trust.principalAnyone());
        assertRefused("without values", good.condition("StringEquals", "aws:SourceAccount"));
        assertRefused("without a key", good.condition("StringEquals", "", "1"));
        assertRefused("twice", good.condition("Bool", "a:b", "true").condition("bool", "A:B", "true"));
    }

    private static void assertRefused(String why, Statement... statements) {
        assertThatThrownBy(() -> PolicyDocument.of(statements))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void knowsWhatEachKindOfPolicyMayHold() {
        PolicyDocument identity =
                PolicyDocument.of(Statement.allow("A").actions("s3:GetObject").resources("*"));
        PolicyDocument trust = PolicyDocument.of(
                Statement.allow("T").principalService("ecs.amazonaws.com").actions("sts:AssumeRole"));
        PolicyDocument resource = PolicyDocument.of(
                Statement.allow("R").principalAnyone().actions("s3:GetObject").resources(BUCKET));

        assertThat(identity.problems(PolicyKind.IDENTITY)).isEmpty();
        assertThat(identity.problems(PolicyKind.RESOURCE))
                .containsExactly("statement \"A\": no principal in a resource policy; expected Principal");
        assertThat(trust.problems(PolicyKind.TRUST)).isEmpty();
        assertThat(trust.problems(PolicyKind.IDENTITY))
                .containsExactly(
                        "statement \"T\": a principal in an identity policy; expected none: the principal is whoever has"
                                + " the policy");
        assertThat(resource.problems(PolicyKind.RESOURCE)).isEmpty();
        assertThat(resource.problems(PolicyKind.TRUST))
                .containsExactly(
                        "statement \"R\": a resource in a trust policy; expected none: the resource is the role",
                        "statement \"R\": action \"s3:GetObject\" in a trust policy; expected actions of sts, such as"
                                + " sts:AssumeRole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "000000000000", "arn:aws:iam::000000000000:root", "AROAEXAMPLEID"})
    void takesAwsPrincipals(String principal) {
        assertThat(PolicyDocument.of(
                                Statement.allow("T").principalAws(principal).actions("sts:AssumeRole"))
                        .statements())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "alice", "arn:aws:iam::000000000000:role/*", "codebuild.amazonaws.com"})
    void refusesOtherAwsPrincipals(String principal) {
        assertRefused(
                "AWS principal \"" + principal + "\"",
                Statement.allow("T").principalAws(principal).actions("sts:AssumeRole"));
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, StringEquals",
        "stringequals, StringEquals",
        "ForAnyValue:StringLikeIfExists, ForAnyValue:StringLikeIfExists",
        "FORALLVALUES:arnLike, ForAllValues:ArnLike",
        "null, Null",
    })
    void readsConditionOperatorsInAnyCase(String written, String canonical) {
        assertThat(ConditionOperator.parse(written).map(ConditionOperator::text))
                .contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "StringEqual", "IfExists", "NullIfExists", "ForSome:StringLike", "ForAnyValue:"})
    void knowsNoOtherOperators(String written) {
        assertThat(ConditionOperator.parse(written)).isEmpty();
    }
}
