package dev.slipway.roles;

import dev.slipway.iam.PolicyDocument;

/**
 * The role of a trial service's containers: it may do nothing, and so has no permissions. ECS assumes it all the same, so
 * that a container can be given permissions later without a new role.
 *
 * @param scope where the tasks run
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html">AWS reference</a>
 */
public record TaskRole(Scope scope) {
    /** Who may assume the role: ECS, for tasks of this account and Region. */
    public PolicyDocument trust() {
        return Trust.inService(scope, "ecs-tasks.amazonaws.com", scope.arn("ecs", "*"));
    }
}
