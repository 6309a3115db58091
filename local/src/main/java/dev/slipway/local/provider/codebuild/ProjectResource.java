package dev.slipway.local.provider.codebuild;

import com.pulumi.aws.codebuild.Project;
import com.pulumi.aws.codebuild.ProjectArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.codebuild.model.ArtifactNamespace;
import software.amazon.awssdk.services.codebuild.model.ArtifactPackaging;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.CacheMode;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.ComputeType;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.ImagePullCredentialsType;
import software.amazon.awssdk.services.codebuild.model.LogsConfig;
import software.amazon.awssdk.services.codebuild.model.LogsConfigStatusType;
import software.amazon.awssdk.services.codebuild.model.ProjectVisibilityType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.Tag;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.VpcConfig;

/** A build project; its id is the ARN. */
public final class ProjectResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Project.class, ProjectArgs.class)
            .autoName(AutoName.of("name", 150))
            .byDefault("badgeEnabled", false)
            .byDefault("buildTimeout", 60)
            .byDefault("queuedTimeout", 480)
            .byDefault("projectVisibility", "PRIVATE")
            .byDefault("artifacts.encryptionDisabled", false)
            .byDefault("artifacts.overrideArtifactName", false)
            .byDefault("cache.type", "NO_CACHE")
            .byDefault("environment.imagePullCredentialsType", "CODEBUILD")
            .byDefault("environment.privilegedMode", false)
            .byDefault("environment.environmentVariables.*.type", "PLAINTEXT")
            .byDefault("logsConfig.cloudwatchLogs.status", "ENABLED")
            .byDefault("logsConfig.s3Logs.status", "DISABLED")
            .byDefault("logsConfig.s3Logs.encryptionDisabled", false)
            .computed(
                    "description",
                    "encryptionKey",
                    "artifacts.name",
                    "artifacts.packaging",
                    "artifacts.namespaceType",
                    "logsConfig.cloudwatchLogs",
                    "logsConfig.s3Logs")
            .replacedBy("name")
            .unsupported("badgeEnabled", "buildBatchConfig", "fileSystemLocations", "resourceAccessRole")
            .sets(
                    "secondaryArtifacts",
                    "secondarySources",
                    "secondarySourceVersions",
                    "cache.modes",
                    "vpcConfig.subnets",
                    "vpcConfig.securityGroupIds")
            .allow(
                    "name",
                    Allowed.pattern(
                            "[A-Za-z0-9][\\w-]{1,149}",
                            "2 to 150 of letters, digits, - and _, beginning with a letter or digit"))
            .allow("description", Allowed.length(0, 255))
            .allow("buildTimeout", Allowed.range(5, 2160))
            .allow("queuedTimeout", Allowed.range(5, 480))
            .allow("projectVisibility", Allowed.oneOf(ProjectVisibilityType.knownValues()))
            .allow("encryptionKey", Allowed.arn())
            .allow("serviceRole", Allowed.arn())
            .allow("artifacts.type", Allowed.oneOf(ArtifactsType.knownValues()))
            .allow("artifacts.packaging", Allowed.oneOf(ArtifactPackaging.knownValues()))
            .allow("artifacts.namespaceType", Allowed.oneOf(ArtifactNamespace.knownValues()))
            .allow("cache.type", Allowed.oneOf(CacheType.knownValues()))
            .allow("cache.modes.*", Allowed.oneOf(CacheMode.knownValues()))
            .allow("environment.computeType", Allowed.oneOf(ComputeType.knownValues()))
            .allow("environment.type", Allowed.oneOf(EnvironmentType.knownValues()))
            .allow("environment.imagePullCredentialsType", Allowed.oneOf(ImagePullCredentialsType.knownValues()))
            .allow("environment.environmentVariables.*.type", Allowed.oneOf(EnvironmentVariableType.knownValues()))
            .allow("logsConfig.cloudwatchLogs.status", Allowed.oneOf(LogsConfigStatusType.knownValues()))
            .allow("logsConfig.s3Logs.status", Allowed.oneOf(LogsConfigStatusType.knownValues()))
            .allow("source.type", Allowed.oneOf(SourceType.knownValues()))
            .missingCodes("ResourceNotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public void check(PropertyMap known, BiConsumer<String, String> problem) {
        PropertyMap cache = known.object("cache");
        if (cache.text("type", "").equals("S3") && cache.text("location", "").isEmpty()) {
            problem.accept(
                    "cache.location", "got nothing, expected bucket/prefix: a cache of type S3 needs a location");
        }
        if (cache.text("type", "").equals("LOCAL") && cache.texts("modes").isEmpty()) {
            problem.accept("cache.modes", "got nothing, expected at least one mode: a cache of type LOCAL needs modes");
        }
        PropertyMap source = known.object("source");
        String type = source.text("type", "");
        if ((type.equals("CODEPIPELINE") || type.equals("NO_SOURCE")) && source.has("location")) {
            problem.accept("source.location", "got a location, expected none with the type " + type);
        }
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        CreateProjectRequest request = Shapes.write(toAws(inputs), CreateProjectRequest.builder())
                .tags(tags(inputs))
                .build();
        software.amazon.awssdk.services.codebuild.model.Project project = call.onceRoleIsUsable(
                        () -> call.clients().codeBuild().createProject(request))
                .project();
        String id = project.arn();
        return Steps.after(id, () -> {
            if (!inputs.text("projectVisibility", "PRIVATE").equals("PRIVATE")) {
                show(call, id, inputs);
            }
        });
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        return call.clients().codeBuild().batchGetProjects(request -> request.names(id)).projects().stream()
                .findFirst()
                .map(ProjectResource::fromAws);
    }

    @Override
    public void update(Call call, String id, Change change) {
        PropertyMap inputs = change.inputs();
        UpdateProjectRequest.Builder request =
                Shapes.write(toAws(inputs), UpdateProjectRequest.builder()).tags(tags(inputs));
        // UpdateProject keeps what it is not given, so what shall be gone is given empty.
        if (!inputs.has("cache")) {
            request.cache(cache -> cache.type(CacheType.NO_CACHE));
        }
        if (!inputs.has("vpcConfig")) {
            request.vpcConfig(VpcConfig.builder().build());
        }
        if (!inputs.has("logsConfig")) {
            request.logsConfig(LogsConfig.builder().build());
        }
        if (!inputs.has("sourceVersion")) {
            request.sourceVersion("");
        }
        if (!inputs.has("concurrentBuildLimit") && change.state().has("concurrentBuildLimit")) {
            request.concurrentBuildLimit(-1);
        }
        if (!inputs.has("secondarySources")) {
            request.secondarySources(List.of());
        }
        if (!inputs.has("secondaryArtifacts")) {
            request.secondaryArtifacts(List.of());
        }
        if (!inputs.has("secondarySourceVersions")) {
            request.secondarySourceVersions(List.of());
        }
        call.onceRoleIsUsable(() -> call.clients().codeBuild().updateProject(request.build()));
        if (change.touches("projectVisibility")) {
            show(call, id, inputs);
        }
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients()
                .codeBuild()
                .deleteProject(request -> request.name(state.text("name", id.substring(id.lastIndexOf('/') + 1))));
    }

    private static PropertyMap toAws(PropertyMap inputs) {
        return inputs.without(Tags.OWN, Tags.ALL, "projectVisibility", "badgeEnabled")
                .renamed("buildTimeout", "timeoutInMinutes")
                .renamed("queuedTimeout", "queuedTimeoutInMinutes")
                .mapObject("logsConfig", logs -> logs.renamed("cloudwatchLogs", "cloudWatchLogs"));
    }

    private static PropertyMap fromAws(software.amazon.awssdk.services.codebuild.model.Project project) {
        PropertyMap state = Shapes.read(project, ProjectArgs.class)
                .with("arn", project.arn())
                .with("buildTimeout", project.timeoutInMinutes())
                .with("queuedTimeout", project.queuedTimeoutInMinutes())
                .with(
                        "projectVisibility",
                        project.projectVisibilityAsString() == null ? "PRIVATE" : project.projectVisibilityAsString())
                .with("publicProjectAlias", project.publicProjectAlias() == null ? "" : project.publicProjectAlias())
                .with(
                        "badgeUrl",
                        project.badge() == null || project.badge().badgeRequestUrl() == null
                                ? ""
                                : project.badge().badgeRequestUrl())
                .with(
                        "badgeEnabled",
                        project.badge() != null
                                && Boolean.TRUE.equals(project.badge().badgeEnabled()))
                .with(Tags.ALL, Tags.read(project.tags(), Tag::key, Tag::value));
        // No cache, and logs to CloudWatch only, are what AWS has when a program says nothing.
        boolean noCache = state.object("cache").text("type", "NO_CACHE").equals("NO_CACHE");
        PropertyMap logs = state.object("logsConfig");
        PropertyMap cloudWatch = logs.object("cloudwatchLogs");
        boolean plainLogs = logs.object("s3Logs").text("status", "DISABLED").equals("DISABLED")
                && cloudWatch.text("status", "ENABLED").equals("ENABLED")
                && !cloudWatch.has("groupName")
                && !cloudWatch.has("streamName");
        PropertyMap withLogs = plainLogs ? state.without("logsConfig") : state;
        return noCache ? withLogs.without("cache") : withLogs;
    }

    private static void show(Call call, String arn, PropertyMap inputs) {
        call.clients().codeBuild().updateProjectVisibility(request -> request.projectArn(arn)
                .projectVisibility(inputs.text("projectVisibility")));
    }

    private static List<Tag> tags(PropertyMap inputs) {
        return inputs.textMap(Tags.ALL).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
