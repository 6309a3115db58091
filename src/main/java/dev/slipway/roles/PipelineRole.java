package dev.slipway.roles;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The role of a pipeline: exactly what its stages need.
 *
 * @param scope where the pipeline lives
 * @param pipeline name of the pipeline
 * @param bucket name of the artifact bucket
 * @param sourceArn ARN of the CodeCommit repository
 * @param project name of the CodeBuild project
 * @param cluster name of the ECS cluster
 * @param service name of the ECS service
 * @param taskRoleArns roles that the service's tasks and their start use; ECS gets them from the pipeline
 * @param approvalTopicArn topic of the approval, when there is one
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/security-iam.html">AWS reference</a>
 */
public record PipelineRole(
        Scope scope,
        String pipeline,
        String bucket,
        String sourceArn,
        String project,
        String cluster,
        String service,
        List<String> taskRoleArns,
        Optional<String> approvalTopicArn) {
    /** Who may assume the role: CodePipeline, for this pipeline. */
    public PolicyDocument trust() {
        return Trust.inService(scope, "codepipeline.amazonaws.com", scope.pipeline(pipeline));
    }

    /** What the role may do, apart from the artifact key. */
    public PolicyDocument permissions() {
        var statements = new ArrayList<Statement>();
        artifacts(statements);
        source(statements);
        build(statements);
        approvalTopicArn.ifPresent(topic -> statements.add(
                Statement.allow("AskForApproval").actions("sns:Publish").resources(topic)));
        deploy(statements);
        return PolicyDocument.of(statements);
    }

    private void artifacts(List<Statement> statements) {
        statements.add(Statement.allow("InspectArtifactBucket")
                .actions("s3:GetBucketVersioning", "s3:GetBucketAcl", "s3:GetBucketLocation")
                .resources(scope.bucket(bucket))
                .condition("StringEquals", "aws:ResourceAccount", scope.account()));
        statements.add(Statement.allow("ReadAndWriteArtifacts")
                .actions("s3:PutObject", "s3:PutObjectAcl", "s3:GetObject", "s3:GetObjectVersion")
                .resources(scope.bucket(bucket) + "/*")
                .condition("StringEquals", "aws:ResourceAccount", scope.account()));
    }

    private void source(List<Statement> statements) {
        statements.add(Statement.allow("ReadSource")
                .actions(
                        "codecommit:GetBranch",
                        "codecommit:GetCommit",
                        "codecommit:UploadArchive",
                        "codecommit:GetUploadArchiveStatus",
                        "codecommit:CancelUploadArchive")
                .resources(sourceArn));
    }

    private void build(List<Statement> statements) {
        statements.add(Statement.allow("Build")
                .actions("codebuild:StartBuild", "codebuild:BatchGetBuilds")
                .resources(scope.project(project)));
    }

    private void deploy(List<Statement> statements) {
        statements.add(Statement.allow("UpdateService")
                .actions("ecs:DescribeServices", "ecs:UpdateService")
                .resources(scope.ecsService(cluster, service)));
        // AWS knows no resource for these two.
        statements.add(Statement.allow("ReviseTaskDefinition")
                .actions("ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition")
                .resources("*"));
        statements.add(Statement.allow("TagTaskDefinition")
                .actions("ecs:TagResource")
                .resources(scope.arn("ecs", "task-definition/*"))
                .condition("StringEquals", "ecs:CreateAction", "RegisterTaskDefinition"));
        statements.add(Statement.allow("WatchTasks")
                .actions("ecs:DescribeTasks")
                .resources(scope.arn("ecs", "task/" + cluster + "/*")));
        statements.add(Statement.allow("ListTasks")
                .actions("ecs:ListTasks")
                .resources(scope.arn("ecs", "container-instance/" + cluster + "/*"))
                .condition("ArnEquals", "ecs:cluster", scope.arn("ecs", "cluster/" + cluster)));
        if (!taskRoleArns.isEmpty()) {
            statements.add(Statement.allow("PassTaskRoles")
                    .actions("iam:PassRole")
                    .resources(taskRoleArns.stream().distinct().sorted().toList())
                    .condition("StringEquals", "iam:PassedToService", "ecs.amazonaws.com", "ecs-tasks.amazonaws.com"));
        }
    }
}
