package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.ministack.MinistackClients;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** Asks EC2 whether the parts of a VPC configuration are there. */
final class Network {
    private final MinistackClients clients;

    Network(MinistackClients clients) {
        this.clients = clients;
    }

    /** What is wrong with a VPC configuration that has all its members; empty when nothing is. */
    List<String> problems(String region, JsonNode config) {
        var ec2 = clients.ec2(region);
        var vpc = config.path("vpcId").asText();
        var problems = new ArrayList<String>();
        for (var id : texts(config.path("subnets"))) {
            check(
                    problems,
                    "subnet",
                    id,
                    vpc,
                    () -> ec2.describeSubnets(request -> request.subnetIds(id)).subnets().stream()
                            .anyMatch(subnet -> subnet.vpcId().equals(vpc)));
        }
        for (var id : texts(config.path("securityGroupIds"))) {
            check(
                    problems,
                    "security group",
                    id,
                    vpc,
                    () -> ec2.describeSecurityGroups(request -> request.groupIds(id)).securityGroups().stream()
                            .anyMatch(group -> group.vpcId().equals(vpc)));
        }
        return problems;
    }

    /** Whether something is there. */
    private interface Look {
        boolean found();
    }

    private static void check(List<String> problems, String what, String id, String vpc, Look look) {
        try {
            if (look.found()) {
                return;
            }
        } catch (Ec2Exception missing) {
            problems.add("The %s %s does not exist".formatted(what, id));
            return;
        }
        problems.add("The %s %s is not in %s".formatted(what, id, vpc));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
