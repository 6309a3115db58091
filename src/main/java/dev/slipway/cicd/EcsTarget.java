package dev.slipway.cicd;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.pulumi.aws.ecs.EcsFunctions;
import com.pulumi.aws.ecs.inputs.GetClusterPlainArgs;
import com.pulumi.aws.ecs.inputs.GetServicePlainArgs;
import com.pulumi.aws.ecs.inputs.GetTaskDefinitionPlainArgs;
import com.pulumi.aws.ecs.outputs.GetTaskDefinitionResult;
import com.pulumi.deployment.InvokeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A container of an ECS service that exists. A pipeline looks for it before anything is created: a name that is wrong
 * would otherwise fail only at the end of the first execution.
 *
 * @param clusterName name of the cluster
 * @param serviceName name of the service
 * @param containerName name of the container
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html">AWS reference</a>
 */
public record EcsTarget(String clusterName, String serviceName, String containerName) {
    /**
     * Finds the roles of the task definition that the service uses now.
     *
     * @return its task role and execution role, those that it has; fails with {@link AbsentTargetException} when a part of
     *     the target does not exist
     */
    public CompletableFuture<List<String>> taskRoleArns(InvokeOptions options) {
        return taskRoleArns(clusterArn(options), options);
    }

    /**
     * The same for one of several services of a cluster, which is looked up once.
     *
     * @param clusterArn what {@link #clusterArn} found for this or another target in the cluster
     */
    public CompletableFuture<List<String>> taskRoleArns(CompletableFuture<String> clusterArn, InvokeOptions options) {
        return clusterArn.thenCompose(arn -> taskDefinition(arn, options)).thenApply(this::roles);
    }

    /**
     * Finds the cluster.
     *
     * @return its ARN; fails with {@link AbsentTargetException} when it does not exist
     */
    public CompletableFuture<String> clusterArn(InvokeOptions options) {
        var cluster = EcsFunctions.getClusterPlain(
                        GetClusterPlainArgs.builder().clusterName(clusterName).build(), options)
                .thenApply(found -> found.arn());
        return orAbsent(cluster, "clusterName", "ECS cluster \"%s\"".formatted(clusterName));
    }

    private CompletableFuture<GetTaskDefinitionResult> taskDefinition(String clusterArn, InvokeOptions options) {
        var arguments = GetServicePlainArgs.builder()
                .clusterArn(clusterArn)
                .serviceName(serviceName)
                .build();
        var used = EcsFunctions.getServicePlain(arguments, options).thenApply(found -> found.taskDefinition());
        return orAbsent(used, "serviceName", "ECS service \"%s\" in cluster \"%s\"".formatted(serviceName, clusterName))
                .thenCompose(arn -> EcsFunctions.getTaskDefinitionPlain(
                        GetTaskDefinitionPlainArgs.builder().taskDefinition(arn).build(), options));
    }

    private static <T> CompletableFuture<T> orAbsent(CompletableFuture<T> asked, String argument, String what) {
        return asked.exceptionallyCompose(failure -> {
            var cause = AbsentTargetException.cause(failure);
            return CompletableFuture.failedFuture(new AbsentTargetException(
                    argument,
                    "got %s, expected one that exists in this account and Region: correct the name, or create it first (%s)"
                            .formatted(what, AbsentTargetException.reason(cause)),
                    cause));
        });
    }

    private List<String> roles(GetTaskDefinitionResult definition) {
        var names = containers(definition.containerDefinitions());
        if (!names.contains(containerName)) {
            var message = "got \"%s\", expected a container of task definition %s:%d, which service \"%s\" uses: %s"
                    .formatted(
                            containerName,
                            definition.family(),
                            definition.revision(),
                            serviceName,
                            String.join(", ", names));
            throw new AbsentTargetException("containerName", message, new IllegalArgumentException(message));
        }
        return Stream.of(definition.taskRoleArn(), definition.executionRoleArn())
                .filter(arn -> arn != null && !arn.isEmpty())
                .distinct()
                .toList();
    }

    private static List<String> containers(String definitions) {
        var names = new ArrayList<String>();
        try {
            for (var definition : JsonParser.parseString(definitions).getAsJsonArray()) {
                names.add(definition.getAsJsonObject().get("name").getAsString());
            }
        } catch (JsonParseException | IllegalStateException e) {
            throw new AbsentTargetException(
                    "containerName",
                    "got container definitions from AWS that are no JSON array, expected one: " + e.getMessage(),
                    e);
        }
        return names;
    }
}
