package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.runtime.ImageArchives;
import dev.slipway.local.cloud.ecs.runtime.Runtimes;
import java.nio.file.Path;
import java.time.Duration;

/** A cloud in a process of its own, for a test that kills it: runs one task of an image, says so, and waits. */
final class KilledCloud {
    private KilledCloud() {}

    /** Arguments: state folder, image, folder of the engine. */
    public static void main(String[] arguments) throws Exception {
        var world = new World(Path.of(arguments[0]), Runtimes.of("podman", ImageArchives.NONE, Path.of(arguments[2])));
        world.define("web:1", ContainerDefinition.of("web", arguments[1], 8080));
        world.call(
                "CreateService",
                "{'cluster': 'main', 'serviceName': 'web', 'taskDefinition': 'web:1', 'desiredCount': 2}");
        world.awaitSteady("web:1");
        world.tasks("RUNNING")
                .forEach(task -> System.out.println(
                        task.path("containers").path(0).path("runtimeId").asText()));
        System.out.println("ready");
        // Deployed again, so that the kill comes amid a rolling deployment.
        world.call("UpdateService", "{'cluster': 'main', 'service': 'web', 'forceNewDeployment': true}");
        Thread.sleep(Duration.ofMinutes(1).toMillis());
    }
}
