package dev.slipway.local.cloud.ecs.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.ecs.health.CheckSchedule;
import dev.slipway.local.cloud.ecs.runtime.ContainerNetwork;
import dev.slipway.local.cloud.ecs.runtime.ContainerRuntime;
import dev.slipway.local.cloud.ecs.runtime.ContainerSpec;
import dev.slipway.local.cloud.ecs.runtime.ImageArchives;
import dev.slipway.local.cloud.ecs.runtime.Labels;
import dev.slipway.local.cloud.ecs.runtime.LogLine;
import dev.slipway.local.cloud.ecs.runtime.Runtimes;
import dev.slipway.local.cloud.podman.PodmanHome;
import dev.slipway.testing.Command;
import dev.slipway.testing.NeedsTool;
import dev.slipway.testing.Patience;
import dev.slipway.testing.Tool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services with real containers of the sample service, by podman. */
@Timeout(120)
@NeedsTool({Tool.PODMAN, Tool.BUSYBOX})
class PodmanServiceTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path engine;

    private static String one = "";
    private static String two = "";

    @SuppressWarnings("NullAway.Init") // set before each test
    private World world;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ContainerRuntime runtime;

    @BeforeAll
    static void build() throws Exception {
        var podman = PodmanHome.make(engine).program().toString();
        one = Sample.build(podman, "1");
        two = Sample.build(podman, "2");
    }

    @AfterAll
    static void leaveNothing() throws Exception {
        var removed = Command.run(
                Patience.LIMIT, new ProcessBuilder(engine.resolve("remove").toString()));
        assertThat(removed.exitCode()).as(removed.output()).isZero();
    }

    @BeforeEach
    void start(@TempDir Path state) throws Exception {
        runtime = Runtimes.of("podman", ImageArchives.NONE, engine);
        world = new World(state, runtime);
    }

    @AfterEach
    void stop() throws Exception {
        var cloud = world.cloud();
        world.close();
        assertThat(runtime.list(cloud)).as("containers left behind").isEmpty();
    }

    private static ContainerDefinition web(String image) {
        return ContainerDefinition.of("web", image, 8080);
    }

    private void createBehindLoadBalancer(int desired) throws Exception {
        world.serve("/health");
        world.call(
                "CreateService",
                """
                {'cluster': 'main', 'serviceName': 'web', 'taskDefinition': 'web:1', 'desiredCount': %d,
                 'launchType': 'FARGATE',
                 'deploymentConfiguration': {'deploymentCircuitBreaker': {'enable': true, 'rollback': true}},
                 'loadBalancers': [{'targetGroupArn': '%s', 'containerName': 'web', 'containerPort': 8080}]}"""
                        .formatted(desired, World.GROUP));
        world.awaitSteady("web:1");
    }

    private void create() throws Exception {
        world.call(
                "CreateService",
                """
                {'cluster': 'main', 'serviceName': 'web', 'taskDefinition': 'web:1', 'desiredCount': 1,
                 'deploymentConfiguration': {'deploymentCircuitBreaker': {'enable': true, 'rollback': true}}}""");
    }

    private void update(String taskDefinition) throws Exception {
        world.call(
                "UpdateService",
                "{'cluster': 'main', 'service': 'web', 'taskDefinition': '%s'}".formatted(taskDefinition));
    }

    private URI version() throws InterruptedException {
        return world.url().resolve("/version");
    }

    @Test
    void aRollingDeploymentFailsNoRequest() throws Exception {
        world.define("web:1", web(one));
        world.define("web:2", web(two));
        createBehindLoadBalancer(2);
        try (var load = new LoadGenerator(version())) {
            Thread.sleep(500);
            update("web:2");
            world.awaitSteady("web:2");
            Thread.sleep(500);
            load.close();
            assertThat(load.failures()).isEmpty();
            assertThat(load.answers().keySet()).containsExactlyInAnyOrder("1", "2");
        }
        assertThat(world.published())
                .containsExactly(
                        "SERVICE_DEPLOYMENT_IN_PROGRESS ECS deployment ecs-svc/N in progress.",
                        "SERVICE_DEPLOYMENT_COMPLETED ECS deployment ecs-svc/N completed.",
                        "SERVICE_DEPLOYMENT_IN_PROGRESS ECS deployment ecs-svc/N in progress.",
                        "SERVICE_DEPLOYMENT_COMPLETED ECS deployment ecs-svc/N completed.");
        assertThat(world.tasks("STOPPED"))
                .extracting(
                        task -> task.path("stopCode").asText(),
                        task -> World.anonymous(task.path("stoppedReason").asText()),
                        task -> task.path("containers").path(0).path("exitCode").asInt())
                .containsOnly(org.assertj.core.groups.Tuple.tuple(
                        "ServiceSchedulerInitiated", "Scaling activity initiated by (deployment ecs-svc/N)", 0));
    }

    @Test
    void aFailedDeploymentRollsBackAndFailsNoRequest() throws Exception {
        world.define("web:1", web(one));
        world.define("web:2", web(two).withEnvironment(Map.of("HEALTH", "fail")));
        createBehindLoadBalancer(2);
        var before = runningContainers();
        try (var load = new LoadGenerator(version())) {
            update("web:2");
            world.await("rollback", Patience.LIMIT, service -> service.path("deployments")
                    .path(0)
                    .path("rolloutStateReason")
                    .asText()
                    .contains("rolling back"));
            world.awaitSteady("web:1");
            load.close();
            assertThat(load.failures()).isEmpty();
            assertThat(load.answers().keySet()).containsExactly("1");
        }
        assertThat(runningContainers()).doesNotContainAnyElementsOf(before);
        assertThat(world.published())
                .containsExactly(
                        "SERVICE_DEPLOYMENT_IN_PROGRESS ECS deployment ecs-svc/N in progress.",
                        "SERVICE_DEPLOYMENT_COMPLETED ECS deployment ecs-svc/N completed.",
                        "SERVICE_DEPLOYMENT_IN_PROGRESS ECS deployment ecs-svc/N in progress.",
                        "SERVICE_DEPLOYMENT_FAILED ECS deployment circuit breaker: tasks failed to start.",
                        "SERVICE_DEPLOYMENT_IN_PROGRESS ECS deployment circuit breaker: rolling back to deploymentId"
                                + " ecs-svc/N.",
                        "SERVICE_DEPLOYMENT_COMPLETED ECS deployment ecs-svc/N completed.");
        assertThat(world.events())
                .contains(
                        "(service web) (deployment ecs-svc/N) deployment failed: tasks failed to start.",
                        "(service web) rolling back to deployment ecs-svc/N.",
                        "(service web) (task T) (port 8080) is unhealthy in (target-group " + World.GROUP
                                + ") due to (reason Health checks failed with these codes: [404]).");
    }

    @Test
    void aCrashLoopTripsTheCircuitBreaker() throws Exception {
        world.define("web:1", web(one).withEnvironment(Map.of("HEALTH", "crash")));
        create();
        world.await("failed", Patience.LIMIT, service -> service.path("deployments")
                .path(0)
                .path("rolloutState")
                .asText()
                .equals("FAILED"));
        assertThat(world.service()
                        .path("deployments")
                        .path(0)
                        .path("failedTasks")
                        .asInt())
                .isEqualTo(3);
        world.await("all stopped", Patience.LIMIT, service -> stoppedTasks().stream()
                .allMatch(task -> task.path("lastStatus").asText().equals("STOPPED")));
        assertThat(stoppedTasks())
                .extracting(
                        task -> task.path("stopCode").asText(),
                        task -> task.path("stoppedReason").asText(),
                        task -> task.path("containers").path(0).path("exitCode").asInt())
                .containsOnly(org.assertj.core.groups.Tuple.tuple(
                        "EssentialContainerExited", "Essential container in task exited", 1));
    }

    private List<JsonNode> stoppedTasks() {
        try {
            return world.tasks("STOPPED");
        } catch (EcsFault e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anImageThatCannotBePulledIsToldAndTripsTheCircuitBreaker() throws Exception {
        world.define("web:1", web("localhost/slipway-test/web:none"));
        create();
        world.await("failed", Patience.LIMIT, service -> service.path("deployments")
                .path(0)
                .path("rolloutState")
                .asText()
                .equals("FAILED"));
        assertThat(world.events())
                .filteredOn(event -> event.contains("unable to place"))
                .hasSize(3)
                .allMatch(event -> event.startsWith(
                        "(service web) was unable to place a task. Reason: CannotPullContainerError: "));
        assertThat(stoppedTasks())
                .extracting(task -> task.path("stopCode").asText())
                .containsOnly("TaskFailedToStart");
    }

    @Test
    void aContainerHealthCheckDecides() throws Exception {
        var checked = new ContainerDefinition(
                "web",
                one,
                true,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(8080),
                new ContainerHealthCheck(
                        List.of("CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:8080/health || exit 1"),
                        new CheckSchedule(Duration.ofMillis(300), Duration.ofSeconds(5), 1, 2, Duration.ZERO)),
                null,
                Duration.ofSeconds(5),
                "",
                "",
                false,
                false,
                List.of());
        world.define("web:1", checked);
        world.define("web:2", checked.withEnvironment(Map.of("HEALTH", "fail")));
        create();
        world.awaitSteady("web:1");
        assertThat(world.tasks("RUNNING"))
                .extracting(task -> task.path("healthStatus").asText())
                .containsExactly("HEALTHY");
        update("web:2");
        world.await("rollback", Patience.LIMIT, service -> service.path("deployments")
                .path(0)
                .path("rolloutStateReason")
                .asText()
                .contains("rolling back"));
        world.awaitSteady("web:1");
        assertThat(world.events()).contains("(service web) (task T) failed container health checks.");
    }

    @Test
    void variablesSecretsAndLogsAreHonoured() throws Exception {
        world.secrets().put("arn:secret", "s3cret <&> \"quoted\"");
        world.define(
                "web:1",
                new ContainerDefinition(
                        "web",
                        one,
                        true,
                        List.of("/bin/sh", "-c"),
                        List.of("echo \"$GREETING $WHO $ECS_TASK\"; echo second >&2; exec sleep 60"),
                        Map.of("GREETING", "hello"),
                        Map.of("WHO", "arn:secret"),
                        List.of(),
                        null,
                        new LogDestination("us-east-1", "/ecs/web", "app", false),
                        Duration.ofSeconds(1),
                        "",
                        "",
                        true,
                        false,
                        List.of()));
        create();
        world.awaitSteady("web:1");
        var task = world.tasks("RUNNING").get(0).path("taskArn").asText();
        var stream = "/ecs/web app/web/" + task.substring(task.lastIndexOf('/') + 1);
        var end = Instant.now().plusSeconds(10);
        while (world.logs().getOrDefault(stream, List.of()).size() < 2
                && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(world.logs().getOrDefault(stream, List.of()))
                .extracting(LogLine::message)
                .containsExactlyInAnyOrder("hello s3cret <&> \"quoted\" " + task, "second");
        world.crashAndRestart();
        Thread.sleep(500);
        assertThat(world.logs().getOrDefault(stream, List.of())).hasSize(2);
    }

    @Test
    void aTaskThatRunsAloneEndsWithItsExitCode() throws Exception {
        world.define("job:1", web(one).withCommand(List.of("unused")));
        var answer = world.call(
                "RunTask",
                """
                {'cluster': 'main', 'taskDefinition': 'job:1',
                 'overrides': {'containerOverrides': [{'name': 'web',
                   'environment': [{'name': 'HEALTH', 'value': 'maybe'}]}]}}""");
        var arn = answer.path("tasks").path(0).path("taskArn").asText();
        var end = Instant.now().plusSeconds(20);
        JsonNode task;
        do {
            Thread.sleep(50);
            task = world.call("DescribeTasks", "{'cluster': 'main', 'tasks': ['%s']}".formatted(arn))
                    .path("tasks")
                    .path(0);
        } while (!task.path("lastStatus").asText().equals("STOPPED")
                && Instant.now().isBefore(end));
        assertThat(task.path("containers").path(0).path("exitCode").asInt()).isEqualTo(2);
        assertThat(task.path("stopCode").asText()).isEqualTo("EssentialContainerExited");
    }

    @Test
    void aCrashOfTheCloudKeepsContainersServingAndLeavesNoOrphan() throws Exception {
        world.define("web:1", web(one));
        createBehindLoadBalancer(2);
        var before = runningContainers();
        var url = version();
        var orphan = runtime.start(new ContainerSpec(
                "slipway-test-orphan",
                one,
                null,
                null,
                Map.of(),
                null,
                null,
                false,
                false,
                new ContainerNetwork.Published(java.util.Set.of()),
                Map.of(Labels.CLOUD, world.cloud(), Labels.TASK, "nobody")));
        world.crashAndRestart();
        assertThat(version()).isEqualTo(url);
        assertThat(get(url)).isEqualTo("200 1");
        world.awaitSteady("web:1");
        assertThat(runningContainers()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(runtime.inspect(orphan)).isNull();
    }

    @Test
    void aKilledCloudFinishesItsDeploymentAndLeavesNoOrphan(@TempDir Path state) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledCloud.class.getName(),
                        state.toString(),
                        one,
                        engine.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var before = new ArrayList<String>();
        try (var reader = process.inputReader()) {
            for (var line = Command.line(process, reader, Patience.LIMIT);
                    !line.equals("ready") && !line.isEmpty();
                    line = Command.line(process, reader, Patience.LIMIT)) {
                before.add(line);
            }
            // Some tasks of the new deployment are half started by now.
            Thread.sleep(600);
        } finally {
            Command.kill(process);
        }
        assertThat(before).hasSize(2);
        for (var id : before) {
            assertThat(runtime.inspect(id)).isNotNull().matches(info -> info.running());
        }
        world.close();
        world = new World(state, runtime);
        world.define("web:1", web(one));
        world.awaitSteady("web:1");
        assertThat(runningContainers()).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(runtime.list(world.cloud()).stream().map(info -> info.id()))
                .containsExactlyInAnyOrderElementsOf(runningContainers());
    }

    @Test
    void aKilledContainerIsReplaced() throws Exception {
        world.define("web:1", web(one));
        createBehindLoadBalancer(2);
        var before = runningContainers();
        runtime.stop(before.get(0), Duration.ZERO);
        world.await(
                "replaced",
                Patience.LIMIT,
                service -> service.path("runningCount").asInt() == 2
                        && !containers().contains(before.get(0)));
        assertThat(runningContainers()).contains(before.get(1)).hasSize(2);
    }

    private List<String> containers() {
        try {
            return runningContainers();
        } catch (EcsFault e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> runningContainers() throws EcsFault {
        return world.tasks("RUNNING").stream()
                .map(task -> task.path("containers").path(0).path("runtimeId").asText())
                .toList();
    }

    private static String get(URI url) throws Exception {
        var response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body().strip();
    }
}
