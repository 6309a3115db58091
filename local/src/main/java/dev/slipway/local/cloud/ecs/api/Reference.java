package dev.slipway.local.cloud.ecs.api;

/** References of clients to services and tasks: a name or an ARN, in the long or the short form. */
final class Reference {
    private Reference() {}

    /** The name at the end of a reference. */
    static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** ARN of a service or task in a cluster. */
    static String arn(String kind, String region, String account, String clusterArn, String reference) {
        return "arn:aws:ecs:%s:%s:%s/%s/%s".formatted(region, account, kind, name(clusterArn), name(reference));
    }
}
