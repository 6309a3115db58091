package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionsTest {
    @Test
    void theRegistryHasTheFunctionsThatProgramsUse() {
        assertThat(Registry.functionTokens())
                .isEqualTo(Set.of(
                        "aws:codecommit/getRepository:getRepository",
                        "aws:ecr/getRepository:getRepository",
                        "aws:ecs/getCluster:getCluster",
                        "aws:ecs/getContainerDefinition:getContainerDefinition",
                        "aws:ecs/getService:getService",
                        "aws:ecs/getTaskDefinition:getTaskDefinition",
                        "aws:iam/getRole:getRole",
                        "aws:index/getAvailabilityZones:getAvailabilityZones",
                        "aws:index/getCallerIdentity:getCallerIdentity",
                        "aws:index/getPartition:getPartition",
                        "aws:index/getRegion:getRegion",
                        "aws:secretsmanager/getSecret:getSecret",
                        "aws:sns/getTopic:getTopic"));
    }

    @Test
    void whereAProgramRunsIsTold() throws IOException {
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            assertThat(plugin.invoke("aws:index/getCallerIdentity:getCallerIdentity", Map.of())
                            .get("accountId"))
                    .isEqualTo("000000000000");
            assertThat(plugin.invoke("aws:index/getRegion:getRegion", Map.of()))
                    .isEqualTo(Map.of(
                            "description", "US East (N. Virginia)",
                            "endpoint", "ec2.us-east-1.amazonaws.com",
                            "id", "us-east-1",
                            "name", "us-east-1"));
            assertThat(plugin.invoke("aws:index/getPartition:getPartition", Map.of()))
                    .isEqualTo(Map.of(
                            "dnsSuffix", "amazonaws.com",
                            "id", "aws",
                            "partition", "aws",
                            "reverseDnsPrefix", "com.amazonaws"));
            assertThat(plugin.invoke(
                                    "aws:index/getAvailabilityZones:getAvailabilityZones", Map.of("state", "available"))
                            .get("names"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .startsWith("us-east-1a", "us-east-1b");
        }
    }

    @Test
    void aContainerOfATaskDefinitionIsFound() throws IOException {
        String type = "aws:ecs/taskDefinition:TaskDefinition";
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            Map<String, Object> inputs = plugin.check(
                    type,
                    "task",
                    Map.of(),
                    Map.of(
                            "family", "functions",
                            "containerDefinitions",
                                    "[{\"name\":\"web\",\"image\":\"web:7\",\"environment\":[{\"name\":\"A\",\"value\":\"1\"}]}]"));
            Plugin.Kept kept = plugin.create(type, "task", inputs);
            assertThat(plugin.invoke(
                            "aws:ecs/getContainerDefinition:getContainerDefinition",
                            Map.of("taskDefinition", kept.id(), "containerName", "web")))
                    .containsEntry("image", "web:7")
                    .containsEntry("imageDigest", "7")
                    .containsEntry("environment", Map.of("A", "1"));
            assertThatThrownBy(() -> plugin.invoke(
                            "aws:ecs/getContainerDefinition:getContainerDefinition",
                            Map.of("taskDefinition", kept.id(), "containerName", "wbe")))
                    .hasMessage("UNKNOWN: got the container \"wbe\", expected one of " + List.of("web") + " of "
                            + kept.id());
            plugin.delete(type, kept);
        }
    }

    @Test
    void whatDoesNotExistIsSaid() throws IOException {
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            assertThatThrownBy(() -> plugin.invoke("aws:ecs/getCluster:getCluster", Map.of("clusterName", "none")))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessage(
                            "UNKNOWN: got the ECS cluster \"none\", which does not exist; create it, or correct the name");
            assertThatThrownBy(() -> plugin.invoke("aws:ecr/getImage:getImage", Map.of()))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageStartingWith("UNKNOWN: the offline aws plugin does not offer the function");
        }
    }
}
