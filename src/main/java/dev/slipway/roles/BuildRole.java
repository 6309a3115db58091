package dev.slipway.roles;

import dev.slipway.blueprint.SecretReference;
import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The role of a build: it reads its source, writes its logs and its result, pushes images to one repository and reads the
 * secrets that it is given.
 *
 * @param scope where the project lives
 * @param project name of the CodeBuild project
 * @param logGroup name of its log group
 * @param repository name of the ECR repository
 * @param bucket name of the artifact bucket
 * @param secrets the secrets that the build gets as environment variables
 * @param parameters ARNs of the parameters that it gets as environment variables
 * @param secretKeyArns keys of those secrets, when they have keys of their own
 * @param pulls whether it pulls what it has pushed, as the standard build does for moving tags only
 * @param ownBuildspec whether the commands are the service's own: they may pull and write reports
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html">AWS reference</a>
 */
public record BuildRole(
        Scope scope,
        String project,
        String logGroup,
        String repository,
        String bucket,
        List<SecretReference> secrets,
        List<String> parameters,
        List<String> secretKeyArns,
        boolean pulls,
        boolean ownBuildspec) {
    /** Who may assume the role: CodeBuild, for this project. */
    public PolicyDocument trust() {
        return Trust.inService(scope, "codebuild.amazonaws.com", scope.project(project));
    }

    /** What the role may do, apart from the artifact key. */
    public PolicyDocument permissions() {
        var statements = new ArrayList<Statement>();
        statements.add(Statement.allow("WriteLogs")
                .actions("logs:CreateLogStream", "logs:PutLogEvents")
                .resources(scope.logGroup(logGroup) + ":log-stream:*"));
        statements.add(Statement.allow("ReadAndWriteArtifacts")
                .actions("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject")
                .resources(scope.bucket(bucket) + "/*")
                .condition("StringEquals", "aws:ResourceAccount", scope.account()));
        statements.add(Statement.allow("SignInToRegistry")
                .actions("ecr:GetAuthorizationToken")
                .resources("*"));
        statements.add(images());
        if (ownBuildspec) {
            statements.add(Statement.allow("WriteReports")
                    .actions(
                            "codebuild:CreateReportGroup",
                            "codebuild:CreateReport",
                            "codebuild:UpdateReport",
                            "codebuild:BatchPutTestCases",
                            "codebuild:BatchPutCodeCoverages")
                    .resources(scope.arn("codebuild", "report-group/" + project + "-*")));
        }
        if (!secrets.isEmpty()) {
            statements.add(Statement.allow("ReadSecrets")
                    .actions("secretsmanager:GetSecretValue")
                    .resources(secrets.stream()
                            .map(secret -> secret.resourceArn(scope.partition(), scope.region(), scope.account()))
                            .distinct()
                            .toList()));
        }
        if (!parameters.isEmpty()) {
            statements.add(Statement.allow("ReadParameters")
                    .actions("ssm:GetParameters")
                    .resources(parameters.stream().distinct().toList()));
        }
        if (!secretKeyArns.isEmpty()) {
            statements.add(Statement.allow("DecryptSecrets")
                    .actions("kms:Decrypt")
                    .resources(secretKeyArns.stream().distinct().toList())
                    .condition("StringEquals", "kms:ViaService", secretsManager()));
        }
        return PolicyDocument.of(statements);
    }

    /**
     * Checks that AWS takes the policies of the role: each secret and each key makes them longer.
     *
     * @throws IllegalArgumentException when they are too long
     */
    public void requireFitting() {
        var size = new InlinePolicies(List.of(permissions(), anyKey().permissions())).size();
        if (size > InlinePolicies.MOST) {
            throw new IllegalArgumentException(
                    "got %d secrets and %d keys of them, which make the inline policies of the build's role %,d characters, expected at most %,d: put several values under the JSON keys of one secret"
                            .formatted(
                                    secrets.stream()
                                            .map(secret -> secret.resourceArn(
                                                    scope.partition(), scope.region(), scope.account()))
                                            .distinct()
                                            .count(),
                                    secretKeyArns.stream().distinct().count(),
                                    size,
                                    InlinePolicies.MOST));
        }
    }

    /** The ARNs of keys have one length, and the stack's is not known before it exists. */
    private ArtifactKeyUse anyKey() {
        return new ArtifactKeyUse(List.of(scope.arn("kms", "key/" + new UUID(0, 0))));
    }

    private Statement images() {
        var push = Statement.allow("PushAndPullImages")
                .actions(
                        "ecr:BatchCheckLayerAvailability",
                        "ecr:InitiateLayerUpload",
                        "ecr:UploadLayerPart",
                        "ecr:CompleteLayerUpload",
                        "ecr:PutImage",
                        "ecr:BatchGetImage",
                        "ecr:DescribeImages");
        return (pulls || ownBuildspec ? push.actions("ecr:GetDownloadUrlForLayer") : push)
                .resources(scope.images(repository));
    }

    private String secretsManager() {
        var suffix = scope.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
        return "secretsmanager.%s.%s".formatted(scope.region(), suffix);
    }
}
