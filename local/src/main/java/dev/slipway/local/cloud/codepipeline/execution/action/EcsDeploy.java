package dev.slipway.local.cloud.codepipeline.execution.action;

import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Gives an ECS service the images of imagedefinitions.json: registers a copy of the task definition that the service uses, updates the
 * service and waits for the deployment.
 *
 * @param clients call the gateway
 * @param roles are what an action works as
 * @param artifacts pass from action to action
 * @param clock the time
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html">ECS action</a>
 */
public record EcsDeploy(CloudClients clients, Roles roles, Artifacts artifacts, Clock clock) implements ActionExecutor {
    private static final String REVISION = "taskDefinition";
    private static final String UPDATED = "updated";
    private static final String DEFAULT_MINUTES = "60";

    @Override
    public Outcome step(ActionTask task) throws ActionFailure {
        var ecs = clients.client(EcsClient.builder(), task.actionRegion(), roles.of(task));
        if (task.memory(REVISION).isEmpty()) {
            return register(task, ecs);
        }
        if (task.memory(UPDATED).isEmpty()) {
            return update(task, ecs);
        }
        return watch(task, ecs);
    }

    private Outcome register(ActionTask task, EcsClient ecs) throws ActionFailure {
        var images = images(task);
        var used = service(task, ecs).taskDefinition();
        var described = ecs.describeTaskDefinition(
                request -> request.taskDefinition(used).includeWithStrings("TAGS"));
        var revision =
                ecs.registerTaskDefinition(TaskDefinitionCopy.of(described.taskDefinition(), described.tags(), images));
        return Outcome.goesOn(task.run()
                .progress()
                .remember(REVISION, revision.taskDefinition().taskDefinitionArn()));
    }

    private Map<String, String> images(ActionTask task) throws ActionFailure {
        var input = task.run().input().inputs().values().iterator().next();
        try (var zip = artifacts.get(task, roles.of(task), input)) {
            var file = task.setting("FileName").isEmpty() ? "imagedefinitions.json" : task.setting("FileName");
            return ImageDefinitions.read(zip.file(), file, input);
        }
    }

    private static Service service(ActionTask task, EcsClient ecs) throws ActionFailure {
        var cluster = task.setting("ClusterName");
        var name = task.setting("ServiceName");
        try {
            return ecs.describeServices(request -> request.cluster(cluster).services(name)).services().stream()
                    .filter(service -> !"INACTIVE".equals(service.status()))
                    .findFirst()
                    .orElseThrow(() -> new ActionFailure(
                            "ConfigurationError",
                            "The ECS service '%s' does not exist in cluster '%s'".formatted(name, cluster)));
        } catch (ClusterNotFoundException gone) {
            throw new ActionFailure("ConfigurationError", "The ECS cluster '%s' does not exist".formatted(cluster));
        }
    }

    private Outcome update(ActionTask task, EcsClient ecs) {
        var revision = task.memory(REVISION);
        var service = ecs.updateService(request -> request.cluster(task.setting("ClusterName"))
                        .service(task.setting("ServiceName"))
                        .taskDefinition(revision))
                .service();
        var deployment = service.deployments().stream()
                .filter(each -> revision.equals(each.taskDefinition()))
                .map(Deployment::id)
                .findFirst()
                .orElse("");
        return Outcome.goesOn(task.run()
                .progress()
                .external(deployment, url(task))
                .remember(UPDATED, clock.instant().toString()));
    }

    private String url(ActionTask task) {
        return "%s/ecs/%s/%s/%s"
                .formatted(
                        clients.endpoint(),
                        task.actionRegion(),
                        task.setting("ClusterName"),
                        task.setting("ServiceName"));
    }

    private Outcome watch(ActionTask task, EcsClient ecs) throws ActionFailure {
        var service = service(task, ecs);
        var revision = task.memory(REVISION);
        var ours = service.deployments().stream()
                .filter(each -> revision.equals(each.taskDefinition()))
                .findFirst();
        var primary = service.deployments().stream()
                .filter(each -> "PRIMARY".equals(each.status()))
                .findFirst();
        var progress = said(task, ours);
        if (ours.filter(EcsDeploy::failed).isPresent()) {
            return Outcome.failed(progress, "JobFailed", failure(task, ours));
        }
        if (primary.isPresent() && !revision.equals(primary.get().taskDefinition())) {
            return Outcome.failed(progress, "JobFailed", failure(task, primary));
        }
        if (ours.isPresent() && completed(service, ours.get())) {
            return Outcome.succeeded(progress, Map.of());
        }
        var minutes = task.setting("DeploymentTimeout").isEmpty() ? DEFAULT_MINUTES : task.setting("DeploymentTimeout");
        var end = Instant.parse(task.memory(UPDATED)).plus(Duration.ofMinutes(Long.parseLong(minutes)));
        return clock.instant().isBefore(end)
                ? Outcome.goesOn(progress)
                : Outcome.failed(
                        progress,
                        "JobFailed",
                        "The deployment of revision %s did not become stable within %s minutes"
                                .formatted(revision, minutes));
    }

    private static ActionProgress said(ActionTask task, Optional<Deployment> ours) {
        return ours.map(deployment -> task.run()
                        .progress()
                        .says("Deployment %s: %d of %d tasks run%s"
                                .formatted(
                                        deployment.id(),
                                        deployment.runningCount(),
                                        deployment.desiredCount(),
                                        deployment.failedTasks() == null || deployment.failedTasks() == 0
                                                ? ""
                                                : ", " + deployment.failedTasks() + " failed")))
                .orElse(task.run().progress());
    }

    private static boolean failed(Deployment deployment) {
        return deployment.rolloutState() == DeploymentRolloutState.FAILED;
    }

    private static boolean completed(Service service, Deployment ours) {
        if (ours.rolloutState() != null) {
            return ours.rolloutState() == DeploymentRolloutState.COMPLETED;
        }
        return service.deployments().size() == 1 && ours.runningCount().equals(ours.desiredCount());
    }

    private static String failure(ActionTask task, Optional<Deployment> deployment) {
        return "The deployment of revision %s to service '%s' failed: %s"
                .formatted(
                        task.memory(REVISION),
                        task.setting("ServiceName"),
                        deployment
                                .map(each -> String.valueOf(each.rolloutStateReason()))
                                .orElse("it is gone"));
    }
}
