package dev.slipway.iam.evaluation;

import static dev.slipway.iam.evaluation.Decision.Outcome.ALLOWED;
import static dev.slipway.iam.evaluation.Decision.Outcome.EXPLICIT_DENY;
import static dev.slipway.iam.evaluation.Decision.Outcome.IMPLICIT_DENY;
import static dev.slipway.iam.evaluation.Decision.Outcome.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Unknown;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final String ACCOUNT = "111111111111";
    private static final String ROLE = "arn:aws:iam::111111111111:role/ci/builder";
    private static final String SESSION = "arn:aws:sts::111111111111:assumed-role/builder/build-1";
    private static final Caller BUILD = Caller.session(ROLE, "build-1");
    private static final Caller CARLOS = Caller.user("arn:aws:iam::111111111111:user/team/carlos");
    private static final String OBJECT = "arn:aws:s3:::artifacts/app.zip";
    private static final Statement READ =
            Statement.allow("Read").actions("s3:GetObject").resources("arn:aws:s3:::artifacts/*");
    private static final PolicyDocument ALL =
            PolicyDocument.of(Statement.allow("All").actions("*").resources("*"));
    private static final PolicyDocument OTHER =
            PolicyDocument.of(Statement.allow("Other").actions("sqs:*").resources("*"));

    private static Request get(Caller caller) {
        return Request.of(caller, "s3:GetObject", OBJECT);
    }

    private static PolicyDocument bucketPolicy(Statement statement) {
        return PolicyDocument.of(statement.actions("s3:GetObject").resources("arn:aws:s3:::artifacts/*"));
    }

    private static Decision.Outcome outcome(Request request, Policies policies) {
        return Evaluator.evaluate(request, policies).outcome();
    }

    @Test
    void deniesWhatNothingAllowsAndSaysSoInAwssWords() {
        Decision decision = Evaluator.evaluate(get(BUILD), Policies.ofIdentity(OTHER));

        assertThat(decision)
                .isEqualTo(new Decision(
                        IMPLICIT_DENY,
                        "no identity-based policy allows the s3:GetObject action",
                        List.of(),
                        List.of(new NearMiss(
                                PolicyLayer.IDENTITY,
                                OTHER.statements().get(0),
                                List.of(new Mismatch(Mismatch.Element.ACTION, "sqs:*", "s3:GetObject"))))));
    }

    @Test
    void namesTheStatementThatAllows() {
        assertThat(Evaluator.evaluate(get(BUILD), Policies.ofIdentity(OTHER, PolicyDocument.of(READ))))
                .isEqualTo(new Decision(
                        ALLOWED,
                        "allowed by statement Read",
                        List.of(new MatchedStatement(PolicyLayer.IDENTITY, READ, true)),
                        List.of()));
    }

    @Test
    void anExplicitDenyAnywhereWins() {
        PolicyDocument deny =
                PolicyDocument.of(Statement.deny("No").actions("s3:Get*").resources("*"));
        PolicyDocument denyAll = bucketPolicy(Statement.deny("NoBucket").principalAnyone());

        assertThat(outcome(get(BUILD), Policies.ofIdentity(ALL, deny))).isEqualTo(EXPLICIT_DENY);
        assertThat(outcome(get(BUILD), Policies.ofIdentity(ALL).withBoundary(deny)))
                .isEqualTo(EXPLICIT_DENY);
        assertThat(outcome(get(BUILD), Policies.ofIdentity(ALL).withSession(deny)))
                .isEqualTo(EXPLICIT_DENY);
        assertThat(Evaluator.evaluate(get(BUILD), Policies.ofIdentity(ALL).withResource(denyAll)))
                .isEqualTo(new Decision(
                        EXPLICIT_DENY,
                        "explicit deny in a resource-based policy, statement NoBucket",
                        List.of(new MatchedStatement(
                                PolicyLayer.RESOURCE, denyAll.statements().get(0), true)),
                        List.of()));
    }

    @Test
    void withinOneAccountIdentityOrResourceAllows() {
        Policies byBucket =
                Policies.none().withResource(bucketPolicy(Statement.allow("B").principalAws(ROLE)));
        assertThat(outcome(get(BUILD), byBucket)).isEqualTo(ALLOWED);
        assertThat(outcome(get(CARLOS), byBucket)).isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(get(CARLOS), Policies.ofIdentity(PolicyDocument.of(READ))))
                .isEqualTo(ALLOWED);
    }

    @Test
    void anAccountAsPrincipalLeavesTheSayToItsOwnPolicies() {
        for (String account : List.of(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":root")) {
            PolicyDocument bucket = bucketPolicy(Statement.allow("B").principalAws(account));
            assertThat(outcome(get(BUILD), Policies.none().withResource(bucket)))
                    .isEqualTo(IMPLICIT_DENY);
            assertThat(outcome(
                            get(BUILD),
                            Policies.ofIdentity(PolicyDocument.of(READ)).withResource(bucket)))
                    .isEqualTo(ALLOWED);
            assertThat(outcome(get(Caller.root(ACCOUNT)), Policies.none().withResource(bucket)))
                    .isEqualTo(ALLOWED);
        }
    }

    @Test
    void acrossAccountsBothMustAllow() {
        Request request = get(BUILD).ownedBy("222222222222");
        PolicyDocument bucket = bucketPolicy(Statement.allow("B").principalAws(ACCOUNT));

        assertThat(outcome(request, Policies.ofIdentity(PolicyDocument.of(READ))))
                .isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(request, Policies.none().withResource(bucket))).isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(request, Policies.ofIdentity(PolicyDocument.of(READ)).withResource(bucket)))
                .isEqualTo(ALLOWED);
        assertThat(Evaluator.evaluate(request, Policies.ofIdentity(PolicyDocument.of(READ)))
                        .reason())
                .isEqualTo("no resource-based policy allows the s3:GetObject action");
    }

    @Test
    void boundaryAndSessionPolicyLimitWhatIdentityPoliciesAllow() {
        assertThat(Evaluator.evaluate(get(BUILD), Policies.ofIdentity(ALL).withBoundary(OTHER)))
                .extracting(Decision::outcome, Decision::reason)
                .containsExactly(IMPLICIT_DENY, "no permissions boundary allows the s3:GetObject action");
        assertThat(Evaluator.evaluate(get(BUILD), Policies.ofIdentity(ALL).withSession(OTHER)))
                .extracting(Decision::outcome, Decision::reason)
                .containsExactly(IMPLICIT_DENY, "no session policy allows the s3:GetObject action");
        assertThat(outcome(
                        get(BUILD), Policies.ofIdentity(ALL).withBoundary(ALL).withSession(ALL)))
                .isEqualTo(ALLOWED);
    }

    @Test
    void boundaryLimitsWhatIsGrantedToTheRoleButNotToTheSessionTheUserOrEveryone() {
        Policies limited = Policies.none().withBoundary(OTHER);

        assertThat(outcome(
                        get(BUILD),
                        limited.withResource(bucketPolicy(Statement.allow("B").principalAws(ROLE)))))
                .isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(
                        get(BUILD),
                        limited.withResource(bucketPolicy(Statement.allow("B").principalAws(SESSION)))))
                .isEqualTo(ALLOWED);
        assertThat(outcome(
                        get(BUILD),
                        limited.withResource(bucketPolicy(Statement.allow("B").principalAnyone()))))
                .isEqualTo(ALLOWED);
        assertThat(outcome(
                        get(CARLOS),
                        limited.withResource(bucketPolicy(Statement.allow("B").principalAws(CARLOS.name())))))
                .isEqualTo(ALLOWED);
    }

    @Test
    void keyAndTrustPoliciesMustConsentEvenWithinOneAccount() {
        String key = "arn:aws:kms:us-east-1:111111111111:key/1";
        Request decrypt = Request.of(BUILD, "kms:Decrypt", key);
        Statement use = Statement.allow("Use").actions("kms:Decrypt").resources("*");
        PolicyDocument toAccount = PolicyDocument.of(use.principalAws(ACCOUNT));
        PolicyDocument toRole = PolicyDocument.of(use.principalAws(ROLE));
        PolicyDocument toOther = PolicyDocument.of(use.principalAws("222222222222"));

        assertThat(outcome(decrypt, Policies.ofIdentity(ALL).withKeyOrTrust(toOther)))
                .isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(decrypt, Policies.ofIdentity(ALL).withKeyOrTrust(toAccount)))
                .isEqualTo(ALLOWED);
        assertThat(outcome(decrypt, Policies.none().withKeyOrTrust(toAccount))).isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(decrypt, Policies.none().withKeyOrTrust(toRole))).isEqualTo(ALLOWED);
    }

    @Test
    void servicesAndProvidersComeInByTheTrustPolicyAlone() {
        PolicyDocument trust = PolicyDocument.of(Statement.allow("T")
                .principalService("codebuild.amazonaws.com")
                .actions("sts:AssumeRole")
                .condition("StringEquals", "aws:SourceAccount", ACCOUNT));
        Policies policies = Policies.none().withKeyOrTrust(trust);
        Request assume = Request.of(Caller.service("codebuild.amazonaws.com"), "sts:AssumeRole", ROLE);

        assertThat(outcome(assume.with("aws:SourceAccount", ACCOUNT), policies)).isEqualTo(ALLOWED);
        assertThat(Evaluator.evaluate(assume.with("aws:SourceAccount", "222222222222"), policies)
                        .nearMisses())
                .containsExactly(new NearMiss(
                        PolicyLayer.RESOURCE,
                        trust.statements().get(0),
                        List.of(new Mismatch(
                                Mismatch.Element.CONDITION,
                                "StringEquals aws:SourceAccount 111111111111",
                                "aws:SourceAccount 222222222222"))));
        assertThat(outcome(Request.of(Caller.service("ecs.amazonaws.com"), "sts:AssumeRole", ROLE), policies))
                .isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(Request.of(Caller.anonymous(), "sts:AssumeRole", ROLE), policies))
                .isEqualTo(IMPLICIT_DENY);
    }

    @Test
    void oidcTrustIsDecidedByTheSubject() {
        String provider = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com";
        PolicyDocument trust = PolicyDocument.of(Statement.allow("T")
                .principalFederated(provider)
                .actions("sts:AssumeRoleWithWebIdentity")
                .condition("StringLike", "token.actions.githubusercontent.com:sub", "repo:org/app:ref:refs/heads/*"));
        Request assume = Request.of(Caller.federated(provider), "sts:AssumeRoleWithWebIdentity", ROLE);
        String sub = "token.actions.githubusercontent.com:sub";

        assertThat(outcome(
                        assume.with(sub, "repo:org/app:ref:refs/heads/main"),
                        Policies.none().withKeyOrTrust(trust)))
                .isEqualTo(ALLOWED);
        assertThat(outcome(
                        assume.with(sub, "repo:org/app:pull_request"),
                        Policies.none().withKeyOrTrust(trust)))
                .isEqualTo(IMPLICIT_DENY);
    }

    @Test
    void notPrincipalSparesOnlyWhoIsNamedInEveryWay() {
        Statement deny = Statement.deny("OnlyMe").actions("s3:*").resources("*");
        PolicyDocument half = except(deny, ROLE, SESSION);
        PolicyDocument whole = except(deny, ROLE, SESSION, "arn:aws:iam::111111111111:root");

        assertThat(outcome(get(BUILD), Policies.ofIdentity(ALL).withResource(half)))
                .isEqualTo(EXPLICIT_DENY);
        assertThat(outcome(get(BUILD), Policies.ofIdentity(ALL).withResource(whole)))
                .isEqualTo(ALLOWED);
        assertThat(outcome(get(CARLOS), Policies.ofIdentity(ALL).withResource(whole)))
                .isEqualTo(EXPLICIT_DENY);
    }

    private static PolicyDocument except(Statement deny, String... principals) {
        Statement named = deny.principalAws(principals);
        return new PolicyDocument(
                PolicyDocument.VERSION,
                null,
                List.of(new Statement(
                        deny.sid(),
                        deny.effect(),
                        List.of(),
                        named.principals(),
                        deny.actions(),
                        List.of(),
                        deny.resources(),
                        List.of(),
                        List.of())),
                true);
    }

    @Test
    void matchesActionsInAnyCaseAndResourcesExactly() {
        PolicyDocument document =
                PolicyDocument.of(Statement.allow("A").actions("S3:getOBJECT").resources("arn:aws:s3:::Artifacts/*"));

        assertThat(outcome(get(BUILD), Policies.ofIdentity(document))).isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(
                        Request.of(BUILD, "s3:GetObject", "arn:aws:s3:::Artifacts/x"), Policies.ofIdentity(document)))
                .isEqualTo(ALLOWED);
    }

    @Test
    void notActionAndNotResourceAreAboutAllOthers() {
        PolicyDocument document = PolicyDocument.of(
                Statement.allow("N").notActions("iam:*").notResources("arn:aws:s3:::secret", "arn:aws:s3:::secret/*"));

        assertThat(outcome(get(BUILD), Policies.ofIdentity(document))).isEqualTo(ALLOWED);
        assertThat(outcome(Request.of(BUILD, "iam:PassRole", ROLE), Policies.ofIdentity(document)))
                .isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(Request.of(BUILD, "s3:GetObject", "arn:aws:s3:::secret/x"), Policies.ofIdentity(document)))
                .isEqualTo(IMPLICIT_DENY);
    }

    @Test
    void fillsInPolicyVariablesLiterallyAndOnlyInNewDocuments() {
        String json = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"arn:aws:s3:::home/${aws:username}/*\"}}";
        Policies policies = Policies.ofIdentity(PolicyDocument.parse(json));
        Policies old = Policies.ofIdentity(PolicyDocument.parse(json.replace("2012-10-17", "2008-10-17")));
        Policies fallback =
                Policies.ofIdentity(PolicyDocument.parse(json.replace("aws:username", "aws:username, 'shared'")));

        assertThat(outcome(Request.of(CARLOS, "s3:GetObject", "arn:aws:s3:::home/carlos/x"), policies))
                .isEqualTo(ALLOWED);
        assertThat(outcome(Request.of(CARLOS, "s3:GetObject", "arn:aws:s3:::home/carlos/x"), old))
                .isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(Request.of(BUILD, "s3:GetObject", "arn:aws:s3:::home/x/y"), policies))
                .isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(Request.of(BUILD, "s3:GetObject", "arn:aws:s3:::home/shared/y"), fallback))
                .isEqualTo(ALLOWED);
        assertThat(outcome(
                        Request.of(CARLOS, "s3:GetObject", "arn:aws:s3:::home/dora/x")
                                .with("aws:username", "*"),
                        policies))
                .isEqualTo(IMPLICIT_DENY);
    }

    @Test
    void anExceptionWhoseVariableHasNoValueSparesNobodyAndGrantsNothing() {
        String home = "arn:aws:s3:::home/${aws:username}/*";
        Statement allowOthers = Statement.allow("A").actions("s3:*").notResources(home);
        Statement denyOthers = Statement.deny("D").actions("s3:*").notResources(home);

        assertThat(outcome(get(BUILD), Policies.ofIdentity(PolicyDocument.of(allowOthers))))
                .isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(get(CARLOS), Policies.ofIdentity(PolicyDocument.of(allowOthers))))
                .isEqualTo(ALLOWED);
        assertThat(outcome(get(BUILD), Policies.ofIdentity(ALL, PolicyDocument.of(denyOthers))))
                .isEqualTo(EXPLICIT_DENY);
        assertThat(outcome(
                        Request.of(CARLOS, "s3:GetObject", "arn:aws:s3:::home/carlos/x"),
                        Policies.ofIdentity(ALL, PolicyDocument.of(denyOthers))))
                .isEqualTo(ALLOWED);
    }

    @Test
    void leavesOpenWhatDependsOnUnknownParts() {
        PolicyDocument unknownBucket = PolicyDocument.of(
                Statement.allow("U").actions("s3:GetObject").resources("arn:aws:s3:::" + Unknown.MARKER + "/*"));
        Policies policies = Policies.ofIdentity(unknownBucket);

        assertThat(outcome(get(BUILD), policies)).isEqualTo(UNDECIDED);
        assertThat(outcome(Request.of(BUILD, "s3:GetObject", "arn:aws:s3:::artifacts"), policies))
                .isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(get(BUILD), Policies.ofIdentity(PolicyDocument.parse(Unknown.MARKER))))
                .isEqualTo(UNDECIDED);
        assertThat(outcome(get(BUILD), Policies.ofIdentity(ALL, PolicyDocument.parse(Unknown.MARKER))))
                .isEqualTo(UNDECIDED);
    }

    @Test
    void leavesOpenWhatDependsOnKeysThatTheQuestionDoesNotGive() {
        PolicyDocument mfa = PolicyDocument.of(READ.condition("Bool", "aws:MultiFactorAuthPresent", "true"));

        assertThat(outcome(get(BUILD), Policies.ofIdentity(mfa))).isEqualTo(IMPLICIT_DENY);
        assertThat(outcome(get(BUILD).withOpenContext(), Policies.ofIdentity(mfa)))
                .isEqualTo(UNDECIDED);
        assertThat(outcome(
                        get(BUILD).with("aws:MultiFactorAuthPresent", "true").withOpenContext(),
                        Policies.ofIdentity(mfa)))
                .isEqualTo(ALLOWED);
    }

    @Test
    void putsTheMostLikelyNearMissFirst() {
        Statement wrongBucket = Statement.allow("Wrong").actions("s3:GetObject").resources("arn:aws:s3:::other/*");
        Statement wrongAction = Statement.allow("Put").actions("s3:PutObject").resources("arn:aws:s3:::artifacts/*");
        Statement far = Statement.allow("Far").actions("sqs:SendMessage").resources("arn:aws:sqs:::q");

        assertThat(Evaluator.evaluate(get(BUILD), Policies.ofIdentity(PolicyDocument.of(wrongAction, far, wrongBucket)))
                        .nearMisses())
                .containsExactly(
                        new NearMiss(
                                PolicyLayer.IDENTITY,
                                wrongBucket,
                                List.of(new Mismatch(Mismatch.Element.RESOURCE, "arn:aws:s3:::other/*", OBJECT))),
                        new NearMiss(
                                PolicyLayer.IDENTITY,
                                wrongAction,
                                List.of(new Mismatch(Mismatch.Element.ACTION, "s3:PutObject", "s3:GetObject"))));
    }
}
