package dev.slipway.local.cloud.ecs.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a container definition that running it needs.
 *
 * @param name its name in the task definition
 * @param image reference to pull
 * @param essential whether the task ends with it
 * @param entryPoint overrides the image's; empty keeps it
 * @param command overrides the image's; empty keeps it
 * @param environment plain variables
 * @param secrets variable to the ARN or name of its secret or parameter
 * @param containerPorts TCP ports that it listens on
 * @param healthCheck its check; null when it has none
 * @param logs where its output goes; null when nowhere
 * @param stopTimeout between the polite and the forced stop; 30 seconds unless declared
 * @param workingDirectory overrides the image's; empty keeps it
 * @param user overrides the image's; empty keeps it
 * @param readonlyRootFilesystem whether it may not write to its root file system
 * @param initProcessEnabled whether an init process runs in it
 * @param dependsOn names of containers that start before it
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html">ContainerDefinition</a>
 */
public record ContainerDefinition(
        String name,
        String image,
        boolean essential,
        List<String> entryPoint,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> secrets,
        List<Integer> containerPorts,
        @Nullable ContainerHealthCheck healthCheck,
        @Nullable LogDestination logs,
        Duration stopTimeout,
        String workingDirectory,
        String user,
        boolean readonlyRootFilesystem,
        boolean initProcessEnabled,
        List<String> dependsOn) {
    /** What ECS waits before it kills a container. */
    public static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    /** Copies the collections. */
    public ContainerDefinition {
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        containerPorts = List.copyOf(containerPorts);
        dependsOn = List.copyOf(dependsOn);
    }

    /** An essential container with nothing but a name, an image and ports. */
    public static ContainerDefinition of(String name, String image, Integer... ports) {
        return new ContainerDefinition(
                name,
                image,
                true,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(ports),
                null,
                null,
                STOP_TIMEOUT,
                "",
                "",
                false,
                false,
                List.of());
    }

    /** The same container with other variables. */
    public ContainerDefinition withEnvironment(Map<String, String> variables) {
        return new ContainerDefinition(
                name,
                image,
                essential,
                entryPoint,
                command,
                variables,
                secrets,
                containerPorts,
                healthCheck,
                logs,
                stopTimeout,
                workingDirectory,
                user,
                readonlyRootFilesystem,
                initProcessEnabled,
                dependsOn);
    }

    /** The same container with another command; an empty one keeps it. */
    public ContainerDefinition withCommand(List<String> words) {
        return new ContainerDefinition(
                name,
                image,
                essential,
                entryPoint,
                words.isEmpty() ? command : words,
                environment,
                secrets,
                containerPorts,
                healthCheck,
                logs,
                stopTimeout,
                workingDirectory,
                user,
                readonlyRootFilesystem,
                initProcessEnabled,
                dependsOn);
    }
}
