package dev.slipway.local.cloud.ecs.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.Main;
import dev.slipway.local.cloud.ecs.runtime.ImageArchives;
import dev.slipway.local.cloud.ecs.runtime.Runtimes;
import dev.slipway.testing.Command;
import dev.slipway.testing.NeedsTool;
import dev.slipway.testing.Patience;
import dev.slipway.testing.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;

/** A local cloud in a process of its own, which gets a kill -9 amid a deployment. */
@Timeout(240)
@NeedsTool({Tool.PODMAN, Tool.BUSYBOX})
class KilledServeTest {
    private final Path state;
    private Process cloud;
    private final DeclaredService web;

    KilledServeTest(@TempDir Path state) throws Exception {
        this.state = state;
        this.cloud = serve(0);
        this.web = new DeclaredService(ready());
    }

    private Process serve(int port) throws IOException {
        var python = Objects.requireNonNull(System.getenv("SLIPWAY_PYTHON"), "SLIPWAY_PYTHON: run by ./slipway test");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "serve",
                        "--port",
                        Integer.toString(port),
                        "--state",
                        state.toString(),
                        "--python",
                        python,
                        "--containers",
                        "podman")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private String ready() throws InterruptedException {
        var line = Command.line(cloud, cloud.inputReader(), Patience.LIMIT);
        assertThat(line).startsWith("ready ");
        return line.substring("ready ".length());
    }

    @AfterEach
    void close() throws Exception {
        web.close();
        cloud.destroy();
        Command.end(cloud, Patience.LIMIT);
        // Podman's last steps for a container may outlast both the container and the cloud.
        var removed = Command.run(
                Patience.LIMIT,
                new ProcessBuilder(state.resolve("engine/remove").toString()));
        assertThat(removed.exitCode()).as(removed.output()).isZero();
    }

    @Test
    void theDeploymentGoesOnAndOnlyRequestsThatFoundNoPortFail() throws Exception {
        web.push("1");
        web.push("2");
        var first = web.declare();
        web.awaitService("first deployment", service -> DeclaredService.completed(service, first));
        var url = web.url();
        var before = containers();
        assertThat(before).hasSize(2);
        try (var load = new LoadGenerator(url.resolve("/version"), Duration.ofMillis(50))) {
            var second = web.define("2", "ok");
            web.update(second);
            // One task of the new revision may be starting, one of the old one stopping.
            web.awaitService("the deployment is under way", KilledServeTest::launches);
            cloud.destroyForcibly().waitFor();

            cloud = serve(web.port());
            assertThat(web.port()).isEqualTo(Integer.parseInt(ready().replaceFirst(".*:", "")));
            web.awaitService("the deployment", service -> DeclaredService.completed(service, second));
            assertThat(web.url()).isEqualTo(url);
            load.close();

            // Without the load balancer there is nobody to answer; whenever one answered, it answered well.
            assertThat(load.failures()).isNotEmpty().allMatch(failure -> failure.startsWith("java."));
            assertThat(load.answers().keySet()).containsExactlyInAnyOrder("1", "2");
        }
        web.await(
                "the containers of the tasks and no others", () -> containers().equals(tasks()));
        assertThat(containers()).hasSize(2).doesNotContainAnyElementsOf(before);
        web.delete();
        web.await("no container", () -> containers().isEmpty());
    }

    private static boolean launches(Service service) {
        return service.deployments().stream()
                .anyMatch(deployment -> deployment.status().equals("PRIMARY")
                        && deployment.taskDefinition().endsWith(":2")
                        && deployment.pendingCount() + deployment.runningCount() > 0);
    }

    private List<String> tasks() {
        var ecs = web.client(EcsClient.builder());
        var arns = ecs.listTasks(r -> r.cluster("main").serviceName("web").desiredStatus(DesiredStatus.RUNNING))
                .taskArns();
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(r -> r.cluster("main").tasks(arns)).tasks().stream()
                        .map(task -> task.containers().get(0).runtimeId())
                        .sorted()
                        .toList();
    }

    private List<String> containers() throws Exception {
        var id = new RecordFile(state.resolve("ecs.json")).read().cloud;
        return Runtimes.of("podman", ImageArchives.NONE, state.resolve("engine")).list(id).stream()
                .map(container -> container.id())
                .sorted()
                .toList();
    }
}
