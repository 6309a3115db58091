package dev.slipway.local.cloud.ecs.aws;

import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.access.ServiceSessions;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.ecs.control.TaskSession;
import dev.slipway.local.cloud.signature.Credential;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Clients with which ECS calls the rest of the cloud: as itself, or as a role of a task.
 *
 * @param clients of the gateway
 * @param sessions take on the roles of tasks
 */
public record AwsClients(CloudClients clients, ServiceSessions sessions) {
    private static final String SERVICE = "ecs-tasks.amazonaws.com";

    /** A client for a region, in the name of ECS itself. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder, String region) {
        return clients.client(builder, region, Credential.ROOT);
    }

    /** A client for a region, in a session of a role; in the name of ECS itself where there is no role. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, String region, TaskSession session) {
        return clients.client(builder, region, session.roleArn().isEmpty() ? Credential.ROOT : credential(session));
    }

    /**
     * The keys of a session.
     *
     * @throws SdkClientException when ECS may not take on the role
     */
    public Credential credential(TaskSession session) {
        try {
            return sessions.assume(session.roleArn(), SERVICE, session.name(), session.taskArn());
        } catch (AccessDenied denied) {
            throw SdkClientException.create(
                    "ECS was unable to assume the role '%s' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role. %s"
                            .formatted(session.roleArn(), denied.reason()),
                    denied);
        }
    }
}
