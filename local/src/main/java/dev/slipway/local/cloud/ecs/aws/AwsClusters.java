package dev.slipway.local.cloud.ecs.aws;

import dev.slipway.local.cloud.ecs.control.Clusters;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;

/** Clusters, as ministack keeps them. */
public final class AwsClusters implements Clusters {
    private final AwsClients clients;

    /** Makes it. */
    public AwsClusters(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public String arn(String region, String reference) throws EcsFault {
        var name = reference.isEmpty() ? "default" : reference;
        return clients
                .client(EcsClient.builder(), region)
                .describeClusters(request -> request.clusters(name))
                .clusters()
                .stream()
                .filter(cluster -> "ACTIVE".equals(cluster.status()))
                .map(Cluster::clusterArn)
                .findFirst()
                .orElseThrow(() -> new EcsFault("ClusterNotFoundException", "Cluster not found."));
    }
}
