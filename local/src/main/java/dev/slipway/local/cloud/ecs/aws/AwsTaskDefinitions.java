package dev.slipway.local.cloud.ecs.aws;

import dev.slipway.local.cloud.ecs.control.ContainerDefinition;
import dev.slipway.local.cloud.ecs.control.ContainerHealthCheck;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import dev.slipway.local.cloud.ecs.control.LogDestination;
import dev.slipway.local.cloud.ecs.control.TaskDefinition;
import dev.slipway.local.cloud.ecs.control.TaskDefinitions;
import dev.slipway.local.cloud.ecs.health.CheckSchedule;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Secret;

/** Task definitions, as ministack keeps them. */
public final class AwsTaskDefinitions implements TaskDefinitions {
    private final AwsClients clients;

    /** Makes it. */
    public AwsTaskDefinitions(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public TaskDefinition find(String region, String reference) throws EcsFault {
        software.amazon.awssdk.services.ecs.model.TaskDefinition found;
        try {
            found = clients.client(EcsClient.builder(), region)
                    .describeTaskDefinition(request -> request.taskDefinition(reference))
                    .taskDefinition();
        } catch (EcsException e) {
            throw new EcsFault("ClientException", "Unable to describe task definition.");
        }
        return new TaskDefinition(
                found.taskDefinitionArn(),
                found.family(),
                found.networkModeAsString() == null ? "bridge" : found.networkModeAsString(),
                text(found.executionRoleArn()),
                text(found.taskRoleArn()),
                text(found.cpu()),
                text(found.memory()),
                found.containerDefinitions().stream()
                        .map(container -> container(region, container))
                        .toList());
    }

    private static ContainerDefinition container(
            String region, software.amazon.awssdk.services.ecs.model.ContainerDefinition container) {
        var environment = new TreeMap<String, String>();
        for (KeyValuePair pair : container.environment()) {
            environment.put(pair.name(), text(pair.value()));
        }
        var secrets = new TreeMap<String, String>();
        for (Secret secret : container.secrets()) {
            secrets.put(secret.name(), secret.valueFrom());
        }
        return new ContainerDefinition(
                container.name(),
                container.image(),
                container.essential() == null || container.essential(),
                container.entryPoint(),
                container.command(),
                environment,
                secrets,
                container.portMappings().stream()
                        .filter(mapping -> !"udp".equals(mapping.protocolAsString()))
                        .map(PortMapping::containerPort)
                        .toList(),
                healthCheck(container.healthCheck()),
                logs(region, container),
                container.stopTimeout() == null
                        ? ContainerDefinition.STOP_TIMEOUT
                        : Duration.ofSeconds(container.stopTimeout()),
                text(container.workingDirectory()),
                text(container.user()),
                Boolean.TRUE.equals(container.readonlyRootFilesystem()),
                container.linuxParameters() != null
                        && Boolean.TRUE.equals(container.linuxParameters().initProcessEnabled()),
                container.dependsOn().stream()
                        .map(dependency -> dependency.containerName())
                        .toList());
    }

    private static @Nullable ContainerHealthCheck healthCheck(@Nullable HealthCheck check) {
        if (check == null || check.command().isEmpty() || check.command().get(0).equals("NONE")) {
            return null;
        }
        return new ContainerHealthCheck(
                check.command(),
                new CheckSchedule(
                        Duration.ofSeconds(or(check.interval(), 30)),
                        Duration.ofSeconds(or(check.timeout(), 5)),
                        1,
                        or(check.retries(), 3),
                        Duration.ofSeconds(or(check.startPeriod(), 0))));
    }

    private static @Nullable LogDestination logs(
            String region, software.amazon.awssdk.services.ecs.model.ContainerDefinition container) {
        var configuration = container.logConfiguration();
        if (configuration == null || !"awslogs".equals(configuration.logDriverAsString())) {
            return null;
        }
        Map<String, String> options = configuration.options();
        return new LogDestination(
                options.getOrDefault("awslogs-region", region),
                options.getOrDefault("awslogs-group", ""),
                options.getOrDefault("awslogs-stream-prefix", ""),
                "true".equals(options.get("awslogs-create-group")));
    }

    private static int or(@Nullable Integer value, int usual) {
        return value == null ? usual : value;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
