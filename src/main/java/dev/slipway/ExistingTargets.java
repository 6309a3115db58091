package dev.slipway;

import com.pulumi.core.Output;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Looks for the ECS services that the pipelines deploy to, all at the same time and before any resource is declared, so
 * that everything that is missing is said at once and by its path in the configuration.
 *
 * <p>Nothing here waits: the SDK runs a program in the common pool, one thread of which it keeps busy until the end. A
 * program that blocks another one never ends on a machine with three processors, whose pool has just these two.
 */
final class ExistingTargets {
    private ExistingTargets() {}

    /**
     * The roles of each existing target, by the service's name; fails with {@link ConfigException} when a cluster, service
     * or container does not exist.
     */
    static Output<Map<String, List<String>>> taskRoleArns(String stack, StackSettings settings, ResourceNames names) {
        var clusters = new HashMap<String, CompletableFuture<String>>();
        var asked = new ArrayList<Output<Answer>>();
        settings.services().forEach((name, service) -> {
            var deploy = service.deploy();
            if (deploy.target() == DeployTarget.EXISTING) {
                var target =
                        new EcsTarget(names.cluster(deploy), names.target(name, deploy), names.container(name, deploy));
                var cluster = clusters.computeIfAbsent(
                        target.clusterName(), unused -> target.clusterArn(InvokeOptions.Empty));
                asked.add(Output.of(target.taskRoleArns(cluster, InvokeOptions.Empty)
                        .thenApply(roles -> new Answer(name, roles, Optional.empty()))
                        .exceptionally(failure -> absent(name, failure))));
            }
        });
        return Output.all(asked).applyValue(answers -> found(stack, answers));
    }

    private static Answer absent(String name, Throwable failure) {
        var absent = AbsentTargetException.of(failure).orElseThrow(() -> new CompletionException(failure));
        var path = "slipway:services.%s.deploy.%s".formatted(name, absent.argument());
        return new Answer(name, List.of(), Optional.of(new Problem(path, String.valueOf(absent.getMessage()))));
    }

    private static Map<String, List<String>> found(String stack, List<Answer> answers) {
        var problems =
                answers.stream().flatMap(answer -> answer.problem().stream()).toList();
        if (!problems.isEmpty()) {
            throw new ConfigException(stack, problems);
        }
        var roles = new LinkedHashMap<String, List<String>>();
        answers.forEach(answer -> roles.put(answer.service(), answer.roleArns()));
        return roles;
    }

    /** What was found for a service: its roles, or what is wrong. */
    private record Answer(String service, List<String> roleArns, Optional<Problem> problem) {}
}
