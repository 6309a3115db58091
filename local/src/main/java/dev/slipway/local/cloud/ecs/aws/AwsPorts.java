package dev.slipway.local.cloud.ecs.aws;

import dev.slipway.local.cloud.ecs.control.Ports;
import dev.slipway.local.cloud.ecs.control.TaskEnvironment;
import dev.slipway.local.cloud.events.EventBus;

/** All ports of the controller on the local cloud. */
public final class AwsPorts {
    private AwsPorts() {}

    /**
     * Puts them together.
     *
     * @param clients of the local cloud
     * @param registry host and port that repository URIs of the local ECR begin with
     * @param events the bus
     * @param environment variables that every container gets
     */
    public static Ports of(AwsClients clients, String registry, EventBus events, TaskEnvironment environment) {
        return new Ports(
                new AwsClusters(clients),
                new AwsTaskDefinitions(clients),
                new AwsBalancerSource(clients),
                new AwsAlarmStates(clients),
                new AwsDeploymentEvents(events),
                new AwsLogSink(clients),
                new AwsSecretSource(clients),
                new AwsRegistryLogin(clients, registry),
                environment);
    }
}
