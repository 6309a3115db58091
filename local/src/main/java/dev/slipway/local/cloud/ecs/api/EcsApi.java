package dev.slipway.local.cloud.ecs.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import dev.slipway.local.cloud.ecs.control.ServiceController;
import dev.slipway.local.cloud.ecs.scheduler.ServiceStatus;
import dev.slipway.local.cloud.ecs.scheduler.TaskStatus;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ECS operations of services and tasks. Clusters, task definitions, capacity providers and account settings stay with
 * ministack; this answers what has to be true of running containers, and completes what ministack says of clusters.
 */
public final class EcsApi {
    /** The operations that are answered here; those on tags only for services and tasks, see {@link #answers}. */
    public static final Set<String> OPERATIONS = Set.of(
            "CreateService",
            "UpdateService",
            "DeleteService",
            "DescribeServices",
            "ListServices",
            "RunTask",
            "StopTask",
            "DescribeTasks",
            "ListTasks",
            "TagResource",
            "UntagResource",
            "ListTagsForResource");

    private static final Set<String> TAGGING = Set.of("TagResource", "UntagResource", "ListTagsForResource");

    @FunctionalInterface
    private interface Operation {
        ObjectNode call(String region, ObjectNode input) throws EcsFault;
    }

    private final ServiceController controller;
    private final Map<String, Operation> operations = new TreeMap<>();

    /** Makes one. */
    public EcsApi(ServiceController controller) {
        this.controller = controller;
        var services = new ServiceOperations(controller);
        var tasks = new TaskOperations(controller);
        var tags = new TagOperations(controller);
        operations.put("CreateService", services::create);
        operations.put("UpdateService", services::update);
        operations.put("DeleteService", services::delete);
        operations.put("DescribeServices", services::describe);
        operations.put("ListServices", services::list);
        operations.put("RunTask", tasks::run);
        operations.put("StopTask", tasks::stop);
        operations.put("DescribeTasks", tasks::describe);
        operations.put("ListTasks", tasks::list);
        operations.put("TagResource", tags::tag);
        operations.put("UntagResource", tags::untag);
        operations.put("ListTagsForResource", tags::list);
    }

    /** The operations that are answered here; those on tags only for services and tasks, see {@link #answers}. */
    public Set<String> operations() {
        return new TreeSet<>(operations.keySet());
    }

    /** Whether a call is answered here; if not, ministack answers it. */
    public boolean answers(String operation, ObjectNode input) {
        if (TAGGING.contains(operation)) {
            var arn = input.path("resourceArn").asText("");
            return arn.contains(":service/") || arn.contains(":task/");
        }
        return operations.containsKey(operation);
    }

    /**
     * Answers a call.
     *
     * @param region the client's
     * @param input members as in the service model
     * @throws EcsFault the error for the client, with HTTP status 400
     */
    public ObjectNode call(String region, String operation, ObjectNode input) throws EcsFault {
        var found = operations.get(operation);
        if (found == null) {
            throw new EcsFault(
                    "InvalidAction",
                    "operation %s is not answered here, expected one of %s".formatted(operation, operations()));
        }
        return found.call(region, input);
    }

    /** What has to hold before ministack may answer: a cluster that is in use is not deleted. */
    public void check(String region, String operation, ObjectNode input) throws EcsFault {
        if (!operation.equals("DeleteCluster")) {
            return;
        }
        var cluster = controller.clusters().arn(region, input.path("cluster").asText(""));
        controller.read(records -> {
            if (records.services.values().stream()
                    .anyMatch(service ->
                            service.clusterArn.equals(cluster) && service.state.status() != ServiceStatus.INACTIVE)) {
                throw new EcsFault(
                        "ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active.");
            }
            if (records.tasks.values().stream()
                    .anyMatch(task -> task.clusterArn.equals(cluster) && task.lastStatus != TaskStatus.STOPPED)) {
                throw new EcsFault(
                        "ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.");
            }
            return cluster;
        });
    }

    /** Completes an answer of ministack: the counts of services and tasks of each cluster. */
    public ObjectNode complete(String operation, ObjectNode answer) throws EcsFault {
        if (!operation.equals("DescribeClusters")) {
            return answer;
        }
        return controller.read(records -> {
            for (var node : answer.path("clusters")) {
                var cluster = (ObjectNode) node;
                var arn = cluster.path("clusterArn").asText();
                cluster.put(
                        "activeServicesCount",
                        records.services.values().stream()
                                .filter(service -> service.clusterArn.equals(arn)
                                        && service.state.status() == ServiceStatus.ACTIVE)
                                .count());
                var tasks = records.tasks.values().stream()
                        .filter(task -> task.clusterArn.equals(arn))
                        .toList();
                cluster.put(
                        "runningTasksCount",
                        tasks.stream()
                                .filter(task -> task.lastStatus == TaskStatus.RUNNING)
                                .count());
                cluster.put(
                        "pendingTasksCount",
                        tasks.stream().filter(task -> task.lastStatus.pending()).count());
            }
            return answer;
        });
    }
}
