package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.provider.schema.Shape;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Functions that look up what exists already: all of it is told, and what does not exist is named. */
class ExistingResourcesTest {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs.amazonaws.com\"},"
                    + "\"Action\":\"sts:AssumeRole\"}]}";
    private static final String ARN = "arn:aws:%s:us-east-1:000000000000:%s";
    private static final String GET_CLUSTER = "aws:ecs/getCluster:getCluster";
    private static final String GET_SERVICE = "aws:ecs/getService:getService";
    private static final String GET_TASK = "aws:ecs/getTaskDefinition:getTaskDefinition";
    private static final String GET_CODE = "aws:codecommit/getRepository:getRepository";
    private static final String GET_IMAGES = "aws:ecr/getRepository:getRepository";
    private static final String GET_ROLE = "aws:iam/getRole:getRole";
    private static final String GET_TOPIC = "aws:sns/getTopic:getTopic";
    private static final String GET_SECRET = "aws:secretsmanager/getSecret:getSecret";

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Plugin plugin;

    @BeforeAll
    static void start() throws IOException {
        plugin = Plugin.onTestCloud(Map.of());
    }

    @AfterAll
    static void stop() {
        plugin.close();
    }

    @Test
    void aClusterAServiceAndATaskDefinition() {
        Plugin.Kept cluster =
                create("aws:ecs/cluster:Cluster", Map.of("name", "existing", "tags", Map.of("team", "a")));
        Plugin.Kept task = create(
                "aws:ecs/taskDefinition:TaskDefinition",
                Map.of(
                        "family", "existing",
                        "containerDefinitions", "[{\"name\":\"web\",\"image\":\"web:1\"}]",
                        "cpu", "256",
                        "memory", "512",
                        "networkMode", "bridge"));
        String revision = String.valueOf(task.outputs().get("arn"));
        Plugin.Kept service = create(
                "aws:ecs/service:Service",
                Map.of(
                        "name",
                        "existing",
                        "cluster",
                        cluster.id(),
                        "taskDefinition",
                        revision,
                        "desiredCount",
                        0L,
                        "launchType",
                        "EC2",
                        "tags",
                        Map.of("team", "b")));
        try {
            assertThat(found(GET_CLUSTER, Map.of("clusterName", "existing")))
                    .containsEntry("arn", ARN.formatted("ecs", "cluster/existing"))
                    .containsEntry("clusterName", "existing")
                    .containsEntry("status", "ACTIVE")
                    .containsEntry("runningTasksCount", 0L)
                    .containsEntry("tags", Map.of("team", "a"));
            assertThat(found(GET_SERVICE, Map.of("serviceName", "existing", "clusterArn", cluster.id())))
                    .isEqualTo(Map.of(
                            "arn",
                            ARN.formatted("ecs", "service/existing/existing"),
                            "availabilityZoneRebalancing",
                            "DISABLED",
                            "clusterArn",
                            cluster.id(),
                            "desiredCount",
                            0L,
                            "id",
                            ARN.formatted("ecs", "service/existing/existing"),
                            "launchType",
                            "EC2",
                            "schedulingStrategy",
                            "REPLICA",
                            "serviceName",
                            "existing",
                            "tags",
                            Map.of("team", "b"),
                            "taskDefinition",
                            revision));
            assertThat(found(GET_TASK, Map.of("taskDefinition", "existing")))
                    .as("by family: the newest revision")
                    .containsEntry("arn", revision)
                    .containsEntry("arnWithoutRevision", ARN.formatted("ecs", "task-definition/existing"))
                    .containsEntry("cpu", "256")
                    .containsEntry("executionRoleArn", "")
                    .containsEntry("family", "existing")
                    .containsEntry("memory", "512")
                    .containsEntry("networkMode", "bridge")
                    .containsEntry("status", "ACTIVE");
            assertThat(found(GET_TASK, Map.of("taskDefinition", revision))).containsEntry("arn", revision);
        } finally {
            plugin.delete("aws:ecs/service:Service", service);
            plugin.delete("aws:ecs/taskDefinition:TaskDefinition", task);
            plugin.delete("aws:ecs/cluster:Cluster", cluster);
        }
    }

    @Test
    void aGitRepository() {
        String type = "aws:codecommit/repository:Repository";
        Plugin.Kept kept = create(type, Map.of("repositoryName", "existing"));
        try {
            TreeMap<String, Object> expected = new TreeMap<>(kept.outputs());
            expected.keySet().retainAll(results(GET_CODE));
            expected.put("id", "existing");
            expected.put("kmsKeyId", "");
            assertThat(found(GET_CODE, Map.of("repositoryName", "existing")))
                    .isEqualTo(expected)
                    .containsEntry("arn", "arn:aws:codecommit:us-east-1:000000000000:existing");
        } finally {
            plugin.delete(type, kept);
        }
    }

    @Test
    void anImageRepository() {
        String type = "aws:ecr/repository:Repository";
        Plugin.Kept kept = create(
                type,
                Map.of(
                        "name", "existing",
                        "imageTagMutability", "IMMUTABLE",
                        "imageScanningConfiguration", Map.of("scanOnPush", true)));
        try {
            assertThat(found(GET_IMAGES, Map.of("name", "existing")))
                    .containsEntry("arn", ARN.formatted("ecr", "repository/existing"))
                    .containsEntry(
                            "repositoryUrl", String.valueOf(kept.outputs().get("repositoryUrl")))
                    .containsEntry("imageTagMutability", "IMMUTABLE")
                    .containsEntry("imageScanningConfigurations", List.of(Map.of("scanOnPush", true)))
                    .containsEntry("mostRecentImageTags", List.of());
        } finally {
            plugin.delete(type, kept);
        }
    }

    @Test
    void aRole() {
        String type = "aws:iam/role:Role";
        Plugin.Kept kept = create(
                type, Map.of("name", "existing", "path", "/ci/", "assumeRolePolicy", TRUST, "tags", Map.of("a", "b")));
        try {
            assertThat(found(GET_ROLE, Map.of("name", "existing")))
                    .containsEntry("arn", "arn:aws:iam::000000000000:role/ci/existing")
                    .containsEntry("id", "existing")
                    .containsEntry("name", "existing")
                    .containsEntry("path", "/ci/")
                    .containsEntry("maxSessionDuration", 3600L)
                    .containsEntry("tags", Map.of("a", "b"))
                    .containsEntry("description", "")
                    .containsEntry("permissionsBoundary", "");
        } finally {
            plugin.delete(type, kept);
        }
    }

    @Test
    void aTopic() {
        String type = "aws:sns/topic:Topic";
        Plugin.Kept kept = create(type, Map.of("name", "existing", "tags", Map.of("a", "b")));
        // One whose name ends alike must not be taken for it.
        Plugin.Kept other = create(type, Map.of("name", "not-existing"));
        try {
            assertThat(found(GET_TOPIC, Map.of("name", "existing")))
                    .isEqualTo(Map.of(
                            "arn", ARN.formatted("sns", "existing"),
                            "id", ARN.formatted("sns", "existing"),
                            "name", "existing",
                            "tags", Map.of("a", "b")));
        } finally {
            plugin.delete(type, other);
            plugin.delete(type, kept);
        }
    }

    @Test
    void aSecretByNameAndByArnWithoutItsValue() {
        String type = "aws:secretsmanager/secret:Secret";
        Plugin.Kept kept = create(type, Map.of("name", "existing", "description", "hub", "recoveryWindowInDays", 0L));
        try {
            Map<String, Object> byName = found(GET_SECRET, Map.of("name", "existing"));
            assertThat(byName)
                    .containsEntry("arn", kept.id())
                    .containsEntry("id", kept.id())
                    .containsEntry("name", "existing")
                    .containsEntry("description", "hub")
                    .doesNotContainKey("secretString");
            assertThat(found(GET_SECRET, Map.of("arn", kept.id()))).isEqualTo(byName);
        } finally {
            plugin.delete(type, kept);
        }
        assertThatThrownBy(() -> found(GET_SECRET, Map.of()))
                .hasMessage("UNKNOWN: got neither arn nor name, expected one of them");
    }

    @TestFactory
    Stream<DynamicTest> whatDoesNotExistIsNamed() {
        Map<String, Map.Entry<Map<String, Object>, String>> missing = new TreeMap<>(Map.of(
                GET_CLUSTER, Map.entry(Map.of("clusterName", "none"), "the ECS cluster \"none\""),
                GET_SERVICE,
                        Map.entry(
                                Map.of("serviceName", "none", "clusterArn", "none"),
                                "the ECS service \"none\" in cluster \"none\""),
                GET_TASK, Map.entry(Map.of("taskDefinition", "none"), "the task definition \"none\""),
                GET_CODE, Map.entry(Map.of("repositoryName", "none"), "the CodeCommit repository \"none\""),
                GET_IMAGES, Map.entry(Map.of("name", "none"), "the ECR repository \"none\""),
                GET_ROLE, Map.entry(Map.of("name", "none"), "the IAM role \"none\""),
                GET_TOPIC, Map.entry(Map.of("name", "none"), "the SNS topic \"none\""),
                GET_SECRET, Map.entry(Map.of("name", "none"), "the secret \"none\"")));
        return missing.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> assertThatThrownBy(() ->
                                plugin.invoke(each.getKey(), each.getValue().getKey()))
                        .isInstanceOf(StatusRuntimeException.class)
                        .hasMessage("UNKNOWN: got " + each.getValue().getValue()
                                + ", which does not exist; create it, or correct the name")));
    }

    // What the official SDK reads as given has to be given.
    private static Map<String, Object> found(String token, Map<String, Object> args) {
        Map<String, Object> result = plugin.invoke(token, args);
        assertThat(result.keySet()).as(token).containsAll(required(token));
        assertThat(results(token)).as(token).containsAll(result.keySet());
        return result;
    }

    private static Set<String> required(String token) {
        TreeMap<String, Shape.Property> properties = new TreeMap<>(result(token).properties());
        properties.values().removeIf(property -> !property.required());
        return properties.keySet();
    }

    private static Set<String> results(String token) {
        return result(token).properties().keySet();
    }

    private static Shape result(String token) {
        return Shape.of(PackageSchema.resultClass(token));
    }

    private static Plugin.Kept create(String type, Map<String, Object> program) {
        return plugin.create(type, "existing", plugin.check(type, "existing", Map.of(), program));
    }
}
