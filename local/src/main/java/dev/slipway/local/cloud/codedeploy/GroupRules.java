package dev.slipway.local.cloud.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;

/** What CodeDeploy asks of a deployment group for ECS beyond its model. */
final class GroupRules {
    private GroupRules() {}

    static void check(ObjectNode group) {
        if (!group.path("computePlatform").asText().equals("ECS")) {
            return;
        }
        var style = group.path("deploymentStyle");
        if (!style.path("deploymentType").asText().equals("BLUE_GREEN")
                || !style.path("deploymentOption").asText().equals("WITH_TRAFFIC_CONTROL")) {
            throw new AwsException(
                    "InvalidDeploymentStyleException",
                    "For ECS deployment group, deployment type must be BLUE_GREEN and deployment option WITH_TRAFFIC_CONTROL");
        }
        if (group.path("ecsServices").size() != 1) {
            throw new AwsException(
                    "InvalidECSServiceException",
                    "For ECS deployment group, ecsServices must have one service, got %d"
                            .formatted(group.path("ecsServices").size()));
        }
        var pairs = group.at("/loadBalancerInfo/targetGroupPairInfoList");
        if (pairs.size() != 1 || pairs.path(0).path("targetGroups").size() != 2) {
            throw new AwsException(
                    "InvalidLoadBalancerInfoException",
                    "For ECS deployment group, loadBalancerInfo must have one pair of two target groups");
        }
        if (!group.has("blueGreenDeploymentConfiguration")) {
            throw new AwsException(
                    "InvalidBlueGreenDeploymentConfigurationException",
                    "For ECS deployment group, blueGreenDeploymentConfiguration must be given");
        }
    }
}
