package dev.slipway.config;

import dev.slipway.blueprint.KeyArn;
import dev.slipway.blueprint.SecretReference;
import dev.slipway.blueprint.TopicArn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a stack's configuration. Some problems show themselves only when AWS is asked: what there is to ask is
 * known here, also when other settings are wrong.
 */
public final class StackReading {
    private final String stack;
    private final @Nullable ResourceNames names;
    private final Map<String, Reading> services;
    private final Reading rest;
    private final Problems problems;
    private final boolean canAsk;

    StackReading(
            String stack,
            @Nullable ResourceNames names,
            Map<String, Reading> services,
            Reading rest,
            Problems problems,
            boolean canAsk) {
        this.stack = stack;
        this.names = names;
        this.services = services;
        this.rest = rest;
        this.problems = problems;
        this.canAsk = canAsk;
    }

    /**
     * An ECS service that has to exist.
     *
     * @param service the service of this stack that is deployed to it
     * @param cluster name of the cluster
     * @param target name of the ECS service
     * @param container name of the container
     */
    public record Target(String service, String cluster, String target, String container) {}

    /**
     * A repository that has to exist.
     *
     * @param service the service of this stack that follows it
     * @param repository its name
     */
    public record Adopted(String service, String repository) {}

    /**
     * A build whose settings are right.
     *
     * @param service the service of this stack
     * @param project name of the CodeBuild project
     * @param repository name of the ECR repository
     */
    public record Build(String service, String project, String repository, BuildSettings settings) {}

    /** Whether the settings of the provider let anybody ask AWS. */
    public boolean canAsk() {
        return canAsk;
    }

    /** The ECS services to look for. */
    public List<Target> targets() {
        var targets = new ArrayList<Target>();
        services.forEach((name, service) -> {
            if (names != null
                    && service.isRight("deploy.target")
                    && !Conflicts.isTrial(service)
                    && service.value("deploy.clusterName") != null
                    && service.isRight("deploy.serviceName")
                    && service.isRight("deploy.containerName")) {
                targets.add(new Target(
                        name, names.cluster(service), names.target(name, service), names.container(name, service)));
            }
        });
        return List.copyOf(targets);
    }

    /** The builds. */
    public List<Build> builds() {
        var builds = new ArrayList<Build>();
        services.forEach(
                (name, service) -> service.value("build", BuildSettings.class).ifPresent(build -> {
                    if (names != null) {
                        builds.add(new Build(name, names.service(name), names.images(name, build), build));
                    }
                }));
        return List.copyOf(builds);
    }

    /** The name of the artifact bucket, when its setting is right. */
    public Optional<String> bucket(String account, String region) {
        return rest.value("artifacts", ArtifactSettings.class).flatMap(artifacts -> Optional.ofNullable(names)
                .map(known -> known.bucket(artifacts, account, region)));
    }

    /** The repositories to look for; one that this stack creates for another service is none. */
    public List<Adopted> repositories() {
        var created = new LinkedHashSet<String>();
        var adopted = new ArrayList<Adopted>();
        services.forEach((name, service) -> {
            if (names != null && service.isRight("source.adopt") && service.isRight("source.repositoryName")) {
                var repository = names.source(name, service);
                if (Boolean.TRUE.equals(service.value("source.adopt"))) {
                    adopted.add(new Adopted(name, repository));
                } else {
                    created.add(repository);
                }
            }
        });
        return adopted.stream()
                .filter(repository -> !created.contains(repository.repository()))
                .toList();
    }

    /** The ARNs of the configuration, each with its path and what has to be the same as where the stack lives. */
    public List<GivenArn> arns() {
        var arns = new ArrayList<GivenArn>();
        rest.value("approvals.topicArn", TopicArn.class)
                .ifPresent(topic -> arns.add(new GivenArn(
                        rest.node("approvals.topicArn").path(),
                        topic.value(),
                        "CodePipeline asks only on topics of its own Region")));
        rest.value("approvals.topicKeyArn", KeyArn.class)
                .ifPresent(key -> arns.add(new GivenArn(
                        rest.node("approvals.topicKeyArn").path(),
                        key.value(),
                        "SNS uses keys of its own Region, and the topic is in this one")));
        services.values().forEach(service -> secrets(service, arns));
        return List.copyOf(new LinkedHashSet<>(arns));
    }

    private static void secrets(Reading service, List<GivenArn> arns) {
        var why = "a build asks the Secrets Manager of its own Region";
        if (service.value("build.secrets") instanceof Map<?, ?> secrets) {
            secrets.forEach((name, secret) -> arn(
                    service.node("build.secrets").member(String.valueOf(name)).path(),
                    (SecretReference) secret,
                    why,
                    arns));
        }
        service.value("build.dockerHubSecret", SecretReference.class)
                .ifPresent(secret -> arn(service.node("build.dockerHubSecret").path(), secret, why, arns));
        if (service.value("build.secretKeyArns") instanceof List<?> keys) {
            for (var i = 0; i < keys.size(); i++) {
                arns.add(new GivenArn(
                        "%s[%d]".formatted(service.node("build.secretKeyArns").path(), i),
                        ((KeyArn) keys.get(i)).value(),
                        "Secrets Manager uses keys of its own Region, and a build asks that of this one"));
            }
        }
    }

    private static void arn(String path, SecretReference secret, String why, List<GivenArn> arns) {
        if (secret.value().startsWith("arn:")) {
            arns.add(new GivenArn(path, secret.value(), why));
        }
    }

    /**
     * A problem of a service's setting, found by asking AWS.
     *
     * @param service the service of this stack
     * @param setting for example {@code deploy.clusterName}
     */
    public void add(String service, String setting, String message) {
        var read = services.get(service);
        var path = read == null ? setting : read.node(setting).path();
        var own = path.startsWith("%s:%s.".formatted(ConfigReader.NAMESPACE, ConfigReader.SERVICES));
        problems.add(new Problem(path, message, own ? List.of() : List.of(service)));
    }

    /** A problem found by asking AWS. */
    public void add(String path, String message) {
        problems.add(path, message);
    }

    /**
     * The names of the stack's resources.
     *
     * @throws ConfigException when anything is wrong, with all that is
     */
    public ResourceNames names() {
        settings();
        return Objects.requireNonNull(names);
    }

    /**
     * The settings.
     *
     * @throws ConfigException when anything is wrong, with all that is
     */
    public StackSettings settings() {
        if (problems.count() > 0) {
            throw new ConfigException(
                    stack,
                    problems.list(),
                    canAsk
                            ? ""
                            : "\nclusters, services and repositories were not looked up: the settings of aws come first");
        }
        var complete = new LinkedHashMap<String, ServiceSettings>();
        services.forEach((name, service) -> complete.put(name, whole(service, ServiceSettings.class)));
        var others = whole(rest, StackSettings.class);
        return new StackSettings(complete, others.artifacts(), others.approvals(), others.trial(), others.tags());
    }

    private static <T> T whole(Reading reading, Class<T> type) {
        Optional<Record> whole = reading.whole();
        return type.cast(whole.orElseThrow(() -> new IllegalStateException(
                "got a wrong %s without a problem, expected one that says why".formatted(type.getSimpleName()))));
    }
}
