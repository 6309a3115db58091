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
    Output<List<String>> taskRoleArns(Output<String> cluster, Output<String> service, Output<String> container) {
        return Output.tuple(cluster, service, container)
                .apply(known -> Output.of(cluster(known.t1)
                        .thenCompose(found -> service(known.t1, found, known.t2))
                        .thenApply(definition -> roles(definition, known.t2, known.t3))));
    }

    private CompletableFuture<String> cluster(String name) {
        var asked = EcsFunctions.getClusterPlain(
                GetClusterPlainArgs.builder().clusterName(name).build(), options);
        return explain(asked.thenApply(found -> found.arn()), "clusterName", "ECS cluster \"%s\"".formatted(name));
    }

    private CompletableFuture<GetTaskDefinitionResult> service(String cluster, String clusterArn, String name) {
        var asked = EcsFunctions.getServicePlain(
                GetServicePlainArgs.builder()
                        .clusterArn(clusterArn)
                        .serviceName(name)
                        .build(),
                options);
        return explain(
                        asked.thenApply(found -> found.taskDefinition()),
                        "serviceName",
                        "ECS service \"%s\" in cluster \"%s\"".formatted(name, cluster))
                .thenCompose(definition -> EcsFunctions.getTaskDefinitionPlain(
                        GetTaskDefinitionPlainArgs.builder()
                                .taskDefinition(definition)
                                .build(),
                        options));
    }

    private <T> CompletableFuture<T> explain(CompletableFuture<T> asked, String argument, String what) {
        return asked.exceptionallyCompose(failure -> {
            var cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            return CompletableFuture.failedFuture(new RunException(
                    "%s: %s: got %s, expected one that exists in this account and Region: correct the name, or create it first (%s)"
                            .formatted(where, argument, what, cause.getMessage()),
                    cause));
        });
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
