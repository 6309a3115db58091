package dev.slipway.local.cloud.access.calls;

import java.util.List;
import java.util.Set;

/**
 * What calls to ECS need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html">Actions, resources and condition keys</a>
 */
final class EcsCalls {
    private EcsCalls() {}

    static CallTable table() {
        return new CallTable(new Variables()
                        .from("ClusterName", "cluster", "clusters", "clusterName")
                        .otherwise("ClusterName", "default")
                        .from("ServiceName", "service", "services", "serviceName")
                        .from("TaskId", "task", "tasks")
                        .from("TaskSetId", "taskSet", "taskSets")
                        .from("ContainerInstanceId", "containerInstance", "containerInstances")
                        .otherwise("ContainerInstanceId", "*")
                        .from("TaskDefinitionFamilyName", "family")
                        .cut("TaskDefinitionFamilyName", EcsCalls::family, "taskDefinition", "taskDefinitions")
                        .cut("TaskDefinitionRevisionNumber", EcsCalls::revision, "taskDefinition", "taskDefinitions")
                        .otherwise("TaskDefinitionRevisionNumber", "*"))
                .keys((call, context) -> {
                    var cluster = CallTable.values(call.input(), "cluster");
                    context.put(
                            "ecs:cluster",
                            cluster.stream()
                                    .map(name -> name.startsWith("arn:") ? name : call.arn("ecs", "cluster/" + name))
                                    .toList());
                    context.put(
                            "ecs:task-definition",
                            CallTable.values(call.input(), "taskDefinition").stream()
                                    .map(name ->
                                            name.startsWith("arn:") ? name : call.arn("ecs", "task-definition/" + name))
                                    .toList());
                })
                .taggedOnCreation(
                        "CreateCluster",
                        "CreateService",
                        "CreateTaskSet",
                        "RegisterTaskDefinition",
                        "RunTask",
                        "StartTask")
                .also(PassedRole.to(
                        "ecs-tasks.amazonaws.com", Set.of("RegisterTaskDefinition"), "taskRoleArn", "executionRoleArn"))
                .also(PassedRole.to(
                        "ecs-tasks.amazonaws.com",
                        Set.of("RunTask", "StartTask"),
                        "overrides.taskRoleArn",
                        "overrides.executionRoleArn"))
                .also(PassedRole.to("ecs.amazonaws.com", Set.of("CreateService"), "role"));
    }

    private static String family(String revision) {
        return revision.split(":", 2)[0];
    }

    private static String revision(String revision) {
        return List.of(revision.split(":", 2)).size() == 2 ? revision.split(":", 2)[1] : "";
    }
}
