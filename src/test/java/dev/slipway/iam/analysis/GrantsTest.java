package dev.slipway.iam.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.RandomPolicies;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.evaluation.Caller;
import dev.slipway.iam.evaluation.Evaluator;
import dev.slipway.iam.evaluation.Policies;
import dev.slipway.iam.evaluation.Request;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private static final String U = Unknown.MARKER;
    private static final Statement ADMIN = Statement.allow("Admin").actions("*").resources("*");

    private static Grants grants(Statement... statements) {
        return Grants.of(PolicyDocument.of(statements));
    }

    @Test
    void findsTheStatementsThatGrantAnActionAndOnWhat() {
        Statement pass = Statement.allow("Pass").actions("iam:pass*").resources("arn:aws:iam::1:role/app");
        Statement other = Statement.allow("Other").notActions("iam:*").resources("*");

        assertThat(grants(pass, other).of("iam:PassRole"))
                .containsExactly(new Grant(pass, Truth.YES, List.of("arn:aws:iam::1:role/app")));
        assertThat(grants(pass, other).of("s3:GetObject")).containsExactly(new Grant(other, Truth.YES, List.of("*")));
        assertThat(grants(pass).allows("s3:*")).isEqualTo(Truth.NO);
        assertThat(grants(pass).allows("iam:*")).isEqualTo(Truth.YES);
        assertThat(grants(pass).allows("iam:PassRole", "arn:aws:iam::1:role/*")).isEqualTo(Truth.YES);
        assertThat(grants(pass).allows("iam:PassRole", "arn:aws:iam::2:role/*")).isEqualTo(Truth.NO);
        assertThat(grants(pass).allows("iam:PassRole", "arn:aws:iam::1:role/" + U))
                .isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void takesUnconditionalDeniesAway() {
        Statement denyIam = Statement.deny("NoIam").actions("iam:*").resources("*");
        Statement denyOthers =
                Statement.deny("OnlyThese").actions("*").notResources("arn:aws:s3:::b", "arn:aws:s3:::b/*");
        Statement denyPart = Statement.deny("NotProd").actions("*").resources("arn:aws:s3:::prod/*");
        Statement denyUnlessMfa = denyIam.condition("BoolIfExists", "aws:MultiFactorAuthPresent", "false");

        assertThat(grants(ADMIN, denyIam).allows("iam:PassRole")).isEqualTo(Truth.NO);
        assertThat(grants(ADMIN, denyIam).allows("s3:GetObject")).isEqualTo(Truth.YES);
        assertThat(grants(ADMIN, denyOthers).of("s3:GetObject"))
                .containsExactly(new Grant(ADMIN, Truth.YES, List.of("arn:aws:s3:::b", "arn:aws:s3:::b/*")));
        assertThat(grants(ADMIN, denyPart).of("s3:GetObject"))
                .containsExactly(new Grant(ADMIN, Truth.YES, List.of("*")));
        assertThat(grants(ADMIN, denyUnlessMfa).allows("iam:PassRole")).isEqualTo(Truth.YES);
    }

    @Test
    void findsFullAdministrators() {
        assertThat(grants(ADMIN).fullAdmin()).containsExactly(new Grant(ADMIN, Truth.YES, List.of("*")));
        Statement both = Statement.allow("Both").actions("*:*").resources("*");
        assertThat(grants(both).fullAdmin()).hasSize(1);
        assertThat(grants(ADMIN.condition("Bool", "aws:MultiFactorAuthPresent", "true"))
                        .fullAdmin())
                .isEmpty();
        assertThat(grants(Statement.allow("S3").actions("s3:*").resources("*")).fullAdmin())
                .isEmpty();
        assertThat(grants(Statement.allow("B").actions("*").resources("arn:aws:s3:::b"))
                        .fullAdmin())
                .isEmpty();
        assertThat(grants(ADMIN, Statement.deny("D").actions("*").notResources("arn:aws:s3:::b"))
                        .fullAdmin())
                .isEmpty();
        Statement unknown = Statement.allow("U").actions("*").resources(U);
        assertThat(grants(unknown).fullAdmin().get(0).onEverything()).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void findsWhatCouldBeNarrowerAndNothingElse() {
        Statement mixed = Statement.allow("Mixed")
                .actions(
                        "ecr:GetAuthorizationToken",
                        "ecr:PutImage",
                        "ecs:RegisterTaskDefinition",
                        "codebuild:StartB*",
                        "s3:ListAllMyBuckets")
                .resources("*");

        assertThat(grants(mixed).wideGrants())
                .extracting(WideGrant::pattern, wide -> wide.actions().stream()
                        .map(ActionInfo::fullName)
                        .toList())
                .containsExactly(
                        tuple("ecr:PutImage", List.of("ecr:PutImage")),
                        tuple("codebuild:StartB*", List.of("codebuild:StartBuild", "codebuild:StartBuildBatch")));
    }

    @Test
    void countsConditionsThatHoldAGrantToResources() {
        Statement run = Statement.allow("Run").actions("ecs:RunTask").resources("*");

        assertThat(grants(run).wideGrants()).hasSize(1);
        assertThat(grants(run.condition("ArnEquals", "ecs:cluster", "arn:aws:ecs:us-east-1:1:cluster/c"))
                        .wideGrants())
                .isEmpty();
        assertThat(grants(run.condition("StringEquals", "aws:ResourceTag/team", "a"))
                        .wideGrants())
                .isEmpty();
        assertThat(grants(run.condition("StringEqualsIfExists", "aws:ResourceTag/team", "a"))
                        .wideGrants())
                .hasSize(1);
        assertThat(grants(run.condition("StringLike", "aws:ResourceTag/team", "*"))
                        .wideGrants())
                .hasSize(1);
        assertThat(grants(run.condition("Bool", "aws:SecureTransport", "true")).wideGrants())
                .hasSize(1);
        assertThat(grants(
                                run,
                                Statement.deny("D")
                                        .actions("ecs:*")
                                        .notResources("arn:aws:ecs:us-east-1:1:task-definition/x:*"))
                        .wideGrants())
                .isEmpty();
        assertThat(grants(Statement.allow("N")
                                .actions("ecs:RunTask")
                                .resources("arn:aws:ecs:us-east-1:1:task-definition/*"))
                        .wideGrants())
                .isEmpty();
        assertThat(grants(Statement.allow("N").actions("ecs:RunTask").resources(U))
                        .wideGrants())
                .isEmpty();
    }

    @Test
    void findsOpenEscalationPathsAndHowFarTheyLead() {
        Statement create = Statement.allow("C")
                .actions("codebuild:CreateProject", "codebuild:StartBuild")
                .resources("*");
        Statement pass = Statement.allow("P").actions("iam:PassRole").resources("*");
        Statement passOne = Statement.allow("P")
                .actions("iam:PassRole")
                .resources("arn:aws:iam::1:role/app")
                .condition("StringEquals", "iam:PassedToService", "codebuild.amazonaws.com");

        assertThat(grants(create).escalations())
                .extracting(found -> found.path().id())
                .containsExactly("codebuild-override");
        assertThat(grants(pass).escalations()).isEmpty();
        assertThat(grants(create, pass).escalations())
                .extracting(found -> found.path().id(), Escalation::unlimited)
                .containsExactly(tuple("codebuild-create", Truth.YES), tuple("codebuild-override", Truth.YES));
        assertThat(grants(create, passOne).escalations())
                .extracting(found -> found.path().id(), Escalation::unlimited)
                .containsExactly(tuple("codebuild-create", Truth.NO), tuple("codebuild-override", Truth.YES));
        assertThat(grants(ADMIN, Statement.deny("D").actions("iam:*").resources("*"))
                        .escalations())
                .extracting(found -> found.path().id())
                .containsExactly(
                        "lambda-update-code",
                        "glue-update-endpoint",
                        "codebuild-update-buildspec",
                        "codebuild-override",
                        "codebuild-override-batch",
                        "cloudformation-update-own-role",
                        "cloudformation-change-set-own-role",
                        "lambda-update-configuration",
                        "ec2-user-data",
                        "ec2-launch-template",
                        "sagemaker-notebook-url",
                        "ecs-execute-command",
                        "ssm-send-command",
                        "ssm-start-session");
    }

    @Test
    void findsActionsThatNoneOfTheirResourcesFits() {
        Statement bucket =
                Statement.allow("B").actions("s3:ListBucket", "s3:GetObject").resources("arn:aws:s3:::b");
        Statement token = Statement.allow("T")
                .actions("ecr:GetAuthorizationToken")
                .resources("arn:aws:ecr:us-east-1:1:repository/x");
        Statement good = Statement.allow("G")
                .actions("s3:ListBucket", "s3:GetObject", "s3:Get*")
                .resources("arn:aws:s3:::b", "arn:aws:s3:::b/*");
        Statement open =
                Statement.allow("U").actions("s3:GetObject", "nosuch:Thing").resources(U);

        assertThat(ResourceMismatch.in(PolicyDocument.of(bucket, token, good, open)))
                .extracting(mismatch -> mismatch.statement().sid(), mismatch -> mismatch.action()
                        .fullName())
                .containsExactly(tuple("B", "s3:GetObject"), tuple("T", "ecr:GetAuthorizationToken"));
    }

    @Property(tries = 1500)
    void whatTheEvaluatorAllowsIsGranted(@ForAll long seed) {
        Random random = new Random(seed);
        PolicyDocument document = RandomPolicies.document(random);
        String action = RandomPolicies.one(random, RandomPolicies.ACTIONS);
        String resource = RandomPolicies.one(random, RandomPolicies.RESOURCES);
        Request request = Request.of(Caller.user("arn:aws:iam::111111111111:user/alice"), action, resource);

        if (Evaluator.evaluate(request, Policies.ofIdentity(document)).allowed()) {
            assertThat(Grants.of(document).allows(action).possible()).isTrue();
            assertThat(Grants.of(document).allows(action, resource).possible()).isTrue();
        }
        assertThat(Grants.of(document).wideGrants())
                .allSatisfy(wide -> assertThat(wide.actions()).isNotEmpty().allMatch(ActionInfo::takesResource));
        assertThat(Grants.of(document).escalations()).doesNotContainNull();
        assertThat(ResourceMismatch.in(document)).doesNotContainNull();
    }
}
