package dev.slipway.roles;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;

/**
 * The role with which ECS starts a task of a trial service: it pulls images from one repository and writes one log group.
 *
 * @param scope where the tasks run
 * @param repository name of the ECR repository
 * @param logGroup name of the log group
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html">AWS reference</a>
 */
public record TaskExecutionRole(Scope scope, String repository, String logGroup) {
    /** Who may assume the role: ECS, for tasks of this account and Region. */
    public PolicyDocument trust() {
        return Trust.inService(scope, "ecs-tasks.amazonaws.com", scope.arn("ecs", "*"));
    }

    /** What the role may do. */
    public PolicyDocument permissions() {
        return PolicyDocument.of(
                Statement.allow("SignInToRegistry")
                        .actions("ecr:GetAuthorizationToken")
                        .resources("*"),
                Statement.allow("PullImages")
                        .actions("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
                        .resources(scope.images(repository)),
                Statement.allow("WriteLogs")
                        .actions("logs:CreateLogStream", "logs:PutLogEvents")
                        .resources(scope.logGroup(logGroup) + ":log-stream:*"));
    }
}
