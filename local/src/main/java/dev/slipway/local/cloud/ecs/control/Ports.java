package dev.slipway.local.cloud.ecs.control;

/**
 * What the controller needs from the rest of the local cloud.
 *
 * @param clusters reads clusters
 * @param taskDefinitions reads revisions
 * @param balancers reads load balancers
 * @param alarms reads alarm states
 * @param events publishes deployment events
 * @param logs writes container output
 * @param secrets reads secrets and parameters
 * @param registry logs in to image registries
 * @param environment adds variables to containers
 */
public record Ports(
        Clusters clusters,
        TaskDefinitions taskDefinitions,
        BalancerSource balancers,
        AlarmStates alarms,
        DeploymentEvents events,
        LogSink logs,
        SecretSource secrets,
        RegistryLogin registry,
        TaskEnvironment environment) {}
