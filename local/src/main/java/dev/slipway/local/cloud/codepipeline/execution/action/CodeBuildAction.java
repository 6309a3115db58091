package dev.slipway.local.cloud.codepipeline.execution.action;

import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codebuild.PipelineBuild;
import dev.slipway.local.cloud.codebuild.PipelineBuilds;
import dev.slipway.local.cloud.codebuild.execution.model.EnvironmentVariable;
import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import dev.slipway.local.cloud.codepipeline.execution.model.Location;
import dev.slipway.local.executions.CommandText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/**
 * Has a project build the input artifacts, for actions of the categories Build and Test.
 *
 * @param clients call the gateway
 * @param roles are what an action works as
 * @param builds start builds
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeBuild.html">CodeBuild action</a>
 */
public record CodeBuildAction(CloudClients clients, Roles roles, PipelineBuilds builds) implements ActionExecutor {
    @Override
    public Outcome step(ActionTask task) throws ActionFailure {
        var progress = task.run().progress();
        if (progress.externalId().isEmpty()) {
            // The attempt's id is the token, so that a start that a kill hid is found again.
            var id = builds.start(build(task));
            return Outcome.goesOn(progress.external(id, url(task, id)));
        }
        var id = progress.externalId();
        var found = clients.client(CodeBuildClient.builder(), task.actionRegion(), roles.of(task))
                .batchGetBuilds(request -> request.ids(id))
                .builds();
        if (found.isEmpty()) {
            throw new ActionFailure("JobFailed", "The build %s does not exist any more".formatted(id));
        }
        var build = found.get(0);
        if (build.buildStatus() == StatusType.IN_PROGRESS) {
            return Outcome.goesOn(progress);
        }
        if (build.buildStatus() == StatusType.SUCCEEDED) {
            var variables = new LinkedHashMap<String, String>();
            build.exportedEnvironmentVariables().forEach(variable -> variables.put(variable.name(), variable.value()));
            return Outcome.succeeded(progress, variables);
        }
        return Outcome.failed(progress, "JobFailed", summary(build));
    }

    private String url(ActionTask task, String id) {
        return "%s/codebuild/%s/builds/%s".formatted(clients.endpoint(), task.actionRegion(), id);
    }

    private static String summary(Build build) {
        var failed = build.phases().stream()
                .filter(phase -> phase.phaseStatus() != null && phase.phaseStatus() != StatusType.SUCCEEDED)
                .findFirst();
        return "Build terminated with state: %s%s"
                .formatted(
                        build.buildStatusAsString(),
                        failed.map(CodeBuildAction::phase).orElse(""));
    }

    private static String phase(BuildPhase phase) {
        var context = phase.contexts().stream().findFirst();
        return ". Phase: %s, Code: %s, Message: %s"
                .formatted(
                        phase.phaseTypeAsString(),
                        context.map(each -> String.valueOf(each.statusCode())).orElse(""),
                        // The whole command stands in the build's phase; a message has room for its line, not for a
                        // script.
                        context.map(each -> CommandText.shorten(String.valueOf(each.message())))
                                .orElse(""));
    }

    private PipelineBuild build(ActionTask task) throws ActionFailure {
        if (task.setting("BatchEnabled").equals("true")) {
            throw new ActionFailure("ConfigurationError", "the local cloud does not run batch builds");
        }
        var inputs = new LinkedHashMap<>(task.run().input().inputs());
        var named = task.setting("PrimarySource");
        var primary = named.isEmpty() ? inputs.keySet().iterator().next() : named;
        var location = inputs.remove(primary);
        if (location == null) {
            throw new ActionFailure("ConfigurationError", "PrimarySource '%s' is no input artifact".formatted(primary));
        }
        var revision = task.execution().products().revisions().get(primary);
        return new PipelineBuild(
                task.actionRegion(),
                task.setting("ProjectName"),
                task.run().id(),
                "codepipeline/" + task.pipeline().name(),
                s3(location),
                s3(inputs),
                s3(task.run().input().outputs()),
                environment(task.setting(VariablesSetting.NAME)),
                task.setting("BuildspecOverride"),
                revision == null ? "" : revision.id(),
                Artifacts.encryptionKey(task),
                roles.of(task));
    }

    private static S3Location s3(Location location) {
        return new S3Location(location.bucket(), location.key());
    }

    private static Map<String, S3Location> s3(Map<String, Location> locations) {
        var all = new LinkedHashMap<String, S3Location>();
        locations.forEach((name, location) -> all.put(name, s3(location)));
        return all;
    }

    private static List<EnvironmentVariable> environment(String json) throws ActionFailure {
        try {
            return VariablesSetting.read(json);
        } catch (IllegalArgumentException e) {
            throw new ActionFailure("ConfigurationError", String.valueOf(e.getMessage()));
        }
    }
}
