package dev.slipway.cicd;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.pulumi.aws.ecs.EcsFunctions;
import com.pulumi.aws.ecs.inputs.GetClusterPlainArgs;
import com.pulumi.aws.ecs.inputs.GetServicePlainArgs;
import com.pulumi.aws.ecs.inputs.GetTaskDefinitionPlainArgs;
import com.pulumi.aws.ecs.outputs.GetTaskDefinitionResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.Resource;
import dev.slipway.roles.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Looks for the cluster, the service and the container that a pipeline deploys to, before anything is created: a name
 * that is wrong would otherwise fail only at the end of the first execution.
 */
final class EcsTarget {
    private final String where;
    private final InvokeOptions options;

    EcsTarget(String where, Resource parent) {
        this.where = where;
        this.options = InvokeOptions.builder().parent(parent).build();
    }

    /** The roles of the task definition that the service uses now. */
    Output<List<String>> taskRoleArns(
            Output<Scope> scope, Output<String> cluster, Output<String> service, Output<String> container) {
        return Output.tuple(scope, cluster, service, container)
                .apply(known -> Output.of(taskDefinitionArn(known.t1, known.t2, known.t3)
                        .thenCompose(this::taskDefinition)
                        .thenApply(definition -> roles(definition, known.t3, known.t4))));
    }

    private CompletableFuture<String> taskDefinitionArn(Scope scope, String cluster, String service) {
        var arguments = GetServicePlainArgs.builder()
                .clusterArn(scope.arn("ecs", "cluster/" + cluster))
                .serviceName(service)
                .build();
        return EcsFunctions.getServicePlain(arguments, options)
                .thenApply(found -> found.taskDefinition())
                .exceptionallyCompose(failure -> explain(cluster, service, failure));
    }

    /** Asks for the cluster only now: for a service that exists the answer would cost time and say nothing. */
    private CompletableFuture<String> explain(String cluster, String service, Throwable noService) {
        return EcsFunctions.getClusterPlain(
                        GetClusterPlainArgs.builder().clusterName(cluster).build(), options)
                .handle((found, noCluster) -> {
                    throw noCluster == null
                            ? absent(
                                    "serviceName",
                                    "ECS service \"%s\" in cluster \"%s\"".formatted(service, cluster),
                                    noService)
                            : absent("clusterName", "ECS cluster \"%s\"".formatted(cluster), noCluster);
                });
    }

    private CompletableFuture<GetTaskDefinitionResult> taskDefinition(String arn) {
        return EcsFunctions.getTaskDefinitionPlain(
                GetTaskDefinitionPlainArgs.builder().taskDefinition(arn).build(), options);
    }

    private RunException absent(String argument, String what, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new RunException(
                "%s: %s: got %s, expected one that exists in this account and Region: correct the name, or create it first (%s)"
                        .formatted(where, argument, what, cause.getMessage()),
                cause);
    }

    private List<String> roles(GetTaskDefinitionResult definition, String service, String container) {
        var names = containers(definition.containerDefinitions());
        if (!names.contains(container)) {
            throw new RunException(
                    "%s: containerName: got \"%s\", expected a container of task definition %s:%d, which service \"%s\" uses: %s"
                            .formatted(
                                    where,
                                    container,
                                    definition.family(),
                                    definition.revision(),
                                    service,
                                    String.join(", ", names)));
        }
        return Stream.of(definition.taskRoleArn(), definition.executionRoleArn())
                .filter(arn -> arn != null && !arn.isEmpty())
                .distinct()
                .toList();
    }

    private List<String> containers(String definitions) {
        var names = new ArrayList<String>();
        try {
            for (var definition : JsonParser.parseString(definitions).getAsJsonArray()) {
                names.add(definition.getAsJsonObject().get("name").getAsString());
            }
        } catch (JsonParseException | IllegalStateException e) {
            throw new RunException(
                    "%s: containerName: AWS answered container definitions that are no JSON array: %s"
                            .formatted(where, e.getMessage()),
                    e);
        }
        return names;
    }
}
