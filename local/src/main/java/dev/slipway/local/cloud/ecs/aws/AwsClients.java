package dev.slipway.local.cloud.ecs.aws;

import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.access.ServiceSessions;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.signature.Credential;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Clients with which ECS calls the rest of the cloud: as itself, or as the execution role of a task.
 *
 * @param clients of the gateway
 * @param sessions take on execution roles
 */
public record AwsClients(CloudClients clients, ServiceSessions sessions) {
    private static final String SERVICE = "ecs-tasks.amazonaws.com";
    private static final String SESSION = "ecs-task-execution";

    /** A client for a region, in the name of a role; empty for ECS itself. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, String region, String roleArn) {
        return clients.client(builder, region, roleArn.isEmpty() ? Credential.ROOT : session(region, roleArn));
    }

    private Credential session(String region, String roleArn) {
        try {
            return sessions.assume(
                    roleArn, SERVICE, SESSION, "arn:aws:ecs:%s:%s:*".formatted(region, roleArn.split(":", -1)[4]));
        } catch (AccessDenied denied) {
            throw SdkClientException.create(
                    "ECS was unable to assume the role '%s' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role. %s"
                            .formatted(roleArn, denied.reason()),
                    denied);
        }
    }
}
