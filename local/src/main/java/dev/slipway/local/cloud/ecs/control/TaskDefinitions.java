package dev.slipway.local.cloud.ecs.control;

/** The task definitions of the local cloud. */
@FunctionalInterface
public interface TaskDefinitions {
    /**
     * Finds a revision.
     *
     * @param reference ARN, {@code family:revision}, or {@code family} for its newest active revision
     * @throws EcsFault {@code ClientException} when there is none
     */
    TaskDefinition find(String region, String reference) throws EcsFault;
}
