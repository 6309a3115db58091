package dev.slipway;

import com.pulumi.core.Output;
import dev.slipway.blueprint.Approval;
import dev.slipway.blueprint.CacheMode;
import dev.slipway.blueprint.DeployTarget;
import dev.slipway.blueprint.ImageTag;
import dev.slipway.blueprint.KeyArn;
import dev.slipway.blueprint.VariableType;
import dev.slipway.cicd.BuildVariableArgs;
import dev.slipway.cicd.ContainerBuild;
import dev.slipway.cicd.ContainerBuildArgs;
import dev.slipway.cicd.EcsDeployPipeline;
import dev.slipway.cicd.EcsDeployPipelineArgs;
import dev.slipway.cicd.GitSource;
import dev.slipway.cicd.GitSourceArgs;
import dev.slipway.cicd.PipelineSourceArgs;
import dev.slipway.cicd.TrialService;
import dev.slipway.cicd.TrialServiceArgs;
import dev.slipway.config.BuildSettings;
import dev.slipway.config.DeploySettings;
import dev.slipway.config.ResourceNames;
import dev.slipway.config.ServiceSettings;
import dev.slipway.config.SourceSettings;
import dev.slipway.roles.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services of a stack: each gets its source, its build and its pipeline. */
final class ServiceStacks {
    private final ResourceNames names;
    private final SharedParts shared;
    private final Output<ConsoleLinks> console;
    private final Map<String, GitSource> created = new LinkedHashMap<>();

    ServiceStacks(ResourceNames names, SharedParts shared) {
        this.names = names;
        this.shared = shared;
        this.console = Output.tuple(
                        shared.scope().partition(),
                        shared.scope().region(),
                        shared.scope().accountId())
                .applyValue(known -> new ConsoleLinks(new Scope(known.t1, known.t2, known.t3)));
    }

    /** Declares them, and answers what each exports. */
    Map<String, Map<String, Output<String>>> declare(Map<String, ServiceSettings> services) {
        // Created ones first: a service may follow a repository that another service of the stack creates.
        services.forEach((name, service) -> {
            if (!service.source().adopt()) {
                created.put(names.source(name, service.source()), source(name, service.source()));
            }
        });
        var exports = new LinkedHashMap<String, Map<String, Output<String>>>();
        services.forEach((name, service) -> exports.put(name, declare(name, service)));
        return exports;
    }

    private Map<String, Output<String>> declare(String name, ServiceSettings service) {
        var repository = names.source(name, service.source());
        var source = Optional.ofNullable(created.get(repository)).orElseGet(() -> source(name, service.source()));
        var build = build(name, service);
        var trial = shared.trialCluster()
                .filter(cluster -> service.deploy().target() == DeployTarget.TRIAL)
                .map(cluster -> new TrialService(name + "-service", trial(name, service, build), null));
        var pipeline = new EcsDeployPipeline(name + "-pipeline", pipeline(name, service, source, build, trial), null);

        var exports = new LinkedHashMap<String, Output<String>>();
        exports.put("cloneUrlHttp", source.cloneUrlHttp());
        exports.put("cloneUrlSsh", source.cloneUrlSsh());
        exports.put("repositoryUri", build.repositoryUri());
        exports.put("pipelineName", pipeline.pipelineName());
        exports.put("projectName", build.projectName());
        exports.put("pipelineConsoleUrl", console.applyValue(links -> links.pipeline(names.service(name))));
        exports.put("buildConsoleUrl", console.applyValue(links -> links.builds(names.service(name))));
        exports.put("imagesConsoleUrl", console.applyValue(links -> links.images(names.images(name, service.build()))));
        exports.put(
                "serviceConsoleUrl",
                console.applyValue(
                        links -> links.service(names.cluster(service.deploy()), names.target(name, service.deploy()))));
        trial.ifPresent(running -> exports.put("url", running.url()));
        return exports;
    }

    private GitSource source(String name, SourceSettings source) {
        return new GitSource(
                name + "-source",
                GitSourceArgs.builder()
                        .provider(source.provider().word())
                        .repositoryName(names.source(name, source))
                        .branch(source.branch().value())
                        .adopt(source.adopt())
                        .protect(source.protect())
                        .description("Source of " + names.service(name))
                        .tags(shared.tags())
                        .build(),
                null);
    }

    private ContainerBuild build(String name, ServiceSettings service) {
        var build = service.build();
        var args = ContainerBuildArgs.builder()
                .projectName(names.service(name))
                .repositoryName(names.images(name, build))
                .containerName(names.container(name, service.deploy()))
                .artifacts(shared.store())
                .imageTagMutability(build.imageTagMutability().word())
                .movingTags(build.movingTags().stream().map(ImageTag::value).toList())
                .scanOnPush(build.scanOnPush())
                .keepTaggedImages(build.keepTaggedImages())
                .expireUntaggedAfterDays(build.expireUntaggedAfterDays())
                .forceDelete(build.forceDelete())
                .image(build.image().value())
                .computeType(build.computeType().word())
                .timeoutMinutes(build.timeoutMinutes())
                .queuedTimeoutMinutes(build.queuedTimeoutMinutes())
                .cacheModes(build.cacheModes().stream().map(CacheMode::word).toList())
                .dockerfile(build.dockerfile().value())
                .context(build.context().value())
                .buildArguments(build.arguments())
                .environmentVariables(variables(build))
                .secretKeyArns(build.secretKeyArns().stream().map(KeyArn::value).toList())
                .logRetentionDays(build.logRetentionDays().value())
                .scope(shared.scope())
                .tags(shared.tags());
        Optional.ofNullable(build.concurrentBuildLimit()).ifPresent(args::concurrentBuildLimit);
        Optional.ofNullable(build.buildspec()).ifPresent(path -> args.buildspec(path.value()));
        Optional.ofNullable(build.dockerHubSecret()).ifPresent(secret -> args.dockerHubSecret(secret.value()));
        return new ContainerBuild(name + "-build", args.build(), null);
    }

    private static List<BuildVariableArgs> variables(BuildSettings build) {
        var variables = new ArrayList<BuildVariableArgs>();
        build.environment().forEach((name, value) -> variables.add(variable(name, value, VariableType.PLAINTEXT)));
        build.secrets()
                .forEach((name, secret) -> variables.add(variable(name, secret.value(), VariableType.SECRETS_MANAGER)));
        return variables;
    }

    private static BuildVariableArgs variable(String name, String value, VariableType type) {
        return BuildVariableArgs.builder()
                .name(name)
                .value(value)
                .type(type.word())
                .build();
    }

    private TrialServiceArgs trial(String name, ServiceSettings service, ContainerBuild build) {
        var deploy = service.deploy();
        var trial = deploy.trial();
        var args = TrialServiceArgs.builder()
                .cluster(shared.trialCluster().orElseThrow())
                .serviceName(names.target(name, deploy))
                .containerName(names.container(name, deploy))
                .containerPort(trial.containerPort())
                .image(trial.image().value())
                .repositoryName(build.repositoryName())
                .cpu(trial.cpu())
                .memory(trial.memory())
                .desiredCount(trial.desiredCount())
                .healthCheckPath(trial.healthCheckPath().value())
                .healthCheckIntervalSeconds(trial.healthCheckIntervalSeconds())
                .healthCheckGraceSeconds(trial.healthCheckGraceSeconds())
                .logRetentionDays(service.build().logRetentionDays().value())
                .keyArn(shared.store().keyArn())
                .scope(shared.scope())
                .tags(shared.tags());
        Optional.ofNullable(trial.listenerPort()).ifPresent(args::listenerPort);
        return args.build();
    }

    private EcsDeployPipelineArgs pipeline(
            String name,
            ServiceSettings service,
            GitSource source,
            ContainerBuild build,
            Optional<TrialService> trial) {
        var deploy = service.deploy();
        var args = EcsDeployPipelineArgs.builder()
                .pipelineName(names.service(name))
                .executionMode(deploy.executionMode().word())
                .source(PipelineSourceArgs.builder()
                        .provider(service.source().provider().word())
                        .repositoryName(source.repositoryName())
                        .repositoryArn(source.repositoryArn())
                        .branch(service.source().branch().value())
                        .build())
                .artifacts(shared.store())
                .build(build)
                .buildOnFailure(service.build().onFailure().word())
                .buildRetryMode(service.build().retryMode().word())
                .deployTimeoutMinutes(deploy.timeoutMinutes())
                .deployOnFailure(deploy.onFailure().word())
                .deployRetryMode(deploy.retryMode().word())
                .approvalTimeoutMinutes(deploy.approvalTimeoutMinutes())
                .scope(shared.scope())
                .tags(shared.tags());
        trial.ifPresentOrElse(args::target, () -> existing(args, name, deploy));
        if (deploy.approval() == Approval.MANUAL) {
            var approvals = shared.approvals().orElseThrow();
            args.approvalTopicArn(approvals.topicArn());
            approvals.keyArn().ifPresent(args::approvalTopicKeyArn);
        }
        return args.build();
    }

    private void existing(EcsDeployPipelineArgs.Builder args, String name, DeploySettings deploy) {
        args.clusterName(names.cluster(deploy))
                .serviceName(names.target(name, deploy))
                .taskRoleArns(shared.taskRoleArns().getOrDefault(name, List.of()))
                .checkTarget(false);
    }
}
