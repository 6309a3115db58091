package dev.slipway.local.cloud.ecs.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Credentials with which ECS calls other services in the name of a task's execution role. */
@FunctionalInterface
public interface RoleSessions {
    /**
     * Credentials of a session of the role, as ECS has them.
     *
     * @param roleArn the role; empty for ECS itself
     */
    AwsCredentialsProvider session(String roleArn);
}
