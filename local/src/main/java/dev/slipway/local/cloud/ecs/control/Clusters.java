package dev.slipway.local.cloud.ecs.control;

/** The clusters of the local cloud. */
@FunctionalInterface
public interface Clusters {
    /**
     * The ARN of an active cluster.
     *
     * @param reference name or ARN; empty for the cluster {@code default}
     * @throws EcsFault {@code ClusterNotFoundException} when there is none
     */
    String arn(String region, String reference) throws EcsFault;
}
