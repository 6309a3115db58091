package dev.slipway.local.provider.codedeploy;

import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Clients;

/** ARNs, which CodeDeploy takes for tags but never tells. */
final class DeployArn {
    private DeployArn() {}

    static String of(Call call, String resource) {
        Clients clients = call.clients();
        return "arn:%s:codedeploy:%s:%s:%s"
                .formatted(clients.partition(), clients.region(), clients.account(), resource);
    }
}
