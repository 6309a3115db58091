package dev.slipway.local.executions;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/**
 * The ECS service that a pipeline deploys to.
 *
 * @param cluster name of its cluster
 * @param service its name
 */
public record ServiceTarget(String cluster, String service) {
    /** What a pipeline deploys to; empty when it has no ECS action. */
    public static Optional<ServiceTarget> of(CodePipelineClient codepipeline, String pipeline) {
        return codepipeline.getPipeline(request -> request.name(pipeline)).pipeline().stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(action -> action.actionTypeId().provider().equals("ECS"))
                .map(action -> of(action.configuration()))
                .findFirst();
    }

    private static ServiceTarget of(Map<String, String> configuration) {
        return new ServiceTarget(
                configuration.getOrDefault("ClusterName", "default"), configuration.getOrDefault("ServiceName", ""));
    }
}
