package dev.slipway;

import com.pulumi.deployment.InvokeOptions;
import dev.slipway.blueprint.DeployTarget;
import dev.slipway.cicd.AbsentTargetException;
import dev.slipway.cicd.EcsTarget;
import dev.slipway.config.ConfigException;
import dev.slipway.config.Problem;
import dev.slipway.config.ResourceNames;
import dev.slipway.config.StackSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Looks for the ECS services that the pipelines deploy to, all at the same time and before any resource is declared, so
 * that everything that is missing is said at once and by its path in the configuration.
 */
final class ExistingTargets {
    private ExistingTargets() {}

    /**
     * The roles of each existing target, by the service's name.
     *
     * @throws ConfigException when a cluster, service or container does not exist
     */
    static Map<String, List<String>> taskRoleArns(String stack, StackSettings settings, ResourceNames names) {
        var clusters = new HashMap<String, CompletableFuture<String>>();
        var asked = new LinkedHashMap<String, CompletableFuture<List<String>>>();
        settings.services().forEach((name, service) -> {
            var deploy = service.deploy();
            if (deploy.target() == DeployTarget.EXISTING) {
                var target =
                        new EcsTarget(names.cluster(deploy), names.target(name, deploy), names.container(name, deploy));
                var cluster = clusters.computeIfAbsent(
                        target.clusterName(), unused -> target.clusterArn(InvokeOptions.Empty));
                asked.put(name, target.taskRoleArns(cluster, InvokeOptions.Empty));
            }
        });
        var found = new LinkedHashMap<String, List<String>>();
        var problems = new ArrayList<Problem>();
        asked.forEach((name, answer) -> {
            try {
                found.put(name, answer.join());
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof AbsentTargetException absent)) {
                    throw e;
                }
                var path = "slipway:services.%s.deploy.%s".formatted(name, absent.argument());
                problems.add(new Problem(path, String.valueOf(absent.getMessage())));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(stack, problems);
        }
        return found;
    }
}
