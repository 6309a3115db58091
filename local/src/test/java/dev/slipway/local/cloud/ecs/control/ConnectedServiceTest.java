package dev.slipway.local.cloud.ecs.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.LocalCloud;
import dev.slipway.local.cloud.LocalCloudSettings;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.ecs.runtime.ImageArchives;
import dev.slipway.local.cloud.ecs.runtime.Runtimes;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.testing.Command;
import dev.slipway.testing.NeedsTool;
import dev.slipway.testing.Patience;
import dev.slipway.testing.Tool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The whole local cloud by its AWS APIs: an image is pushed, deployed and replaced, while requests come in. */
@Timeout(240)
@NeedsTool({Tool.PODMAN, Tool.BUSYBOX})
class ConnectedServiceTest {
    private final Path state;
    private LocalCloud cloud;
    private final DeclaredService web;

    ConnectedServiceTest(@TempDir Path state) throws Exception {
        this.state = state;
        cloud = start(0);
        web = new DeclaredService(cloud.endpoint());
    }

    private LocalCloud start(int port) throws Exception {
        var python = Path.of(System.getenv().getOrDefault("SLIPWAY_PYTHON", ""));
        return LocalCloud.start(new LocalCloudSettings(port, state, python, null, null, "podman"));
    }

    @AfterEach
    void close() throws Exception {
        web.close();
        cloud.close();
        var removed = Command.run(
                Patience.LIMIT,
                new ProcessBuilder(state.resolve("engine/remove").toString()));
        assertThat(removed.exitCode()).as(removed.output()).isZero();
    }

    @Test
    void deploysAndRollsBackWithoutAFailedRequest() throws Exception {
        web.push("1");
        web.push("2");
        var first = web.declare();
        web.awaitService("first deployment", service -> DeclaredService.completed(service, first));
        assertThat(web.client(EcsClient.builder())
                        .describeClusters(r -> r.clusters("main"))
                        .clusters()
                        .get(0)
                        .runningTasksCount())
                .isEqualTo(2);
        var url = web.url().resolve("/version");
        assertThat(DeclaredService.get(url)).isEqualTo("1");
        try (var load = new LoadGenerator(url)) {
            var second = web.define("2", "ok");
            web.update(second);
            web.awaitService("second deployment", service -> DeclaredService.completed(service, second));
            assertThat(DeclaredService.get(url)).isEqualTo("2");

            web.update(web.define("2", "fail"));
            web.awaitService(
                    "rollback",
                    service -> service.events().stream()
                                    .anyMatch(event -> event.message().contains("rolling back to deployment"))
                            && DeclaredService.completed(service, second));
            load.close();
            assertThat(load.failures()).isEmpty();
            assertThat(load.answers().keySet()).containsExactlyInAnyOrder("1", "2");
        }
        cloud.close();
        cloud = start(URI.create(cloud.endpoint()).getPort());
        web.awaitService("tasks of a started cloud", service -> service.runningCount() == 2);
        assertThat(DeclaredService.get(web.url().resolve("/version"))).isEqualTo("2");

        web.delete();
        web.await("no container", () -> Runtimes.of("podman", ImageArchives.NONE, state.resolve("engine"))
                .list(cloudId())
                .isEmpty());
    }

    private String cloudId() throws IOException {
        return new RecordFile(state.resolve("ecs.json")).read().cloud;
    }

    @Test
    void aPullIsMadeAsTheExecutionRoleInASessionNamedAfterTheTask() throws Exception {
        web.push("1");
        web.declare();
        web.allow("ecr:GetAuthorizationToken");
        assertThat(stopped("CannotPullContainerError"))
                .contains("User: arn:aws:sts::000000000000:assumed-role/execution/TASK is not authorized to perform:"
                        + " ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:000000000000:repository/web");
        web.allow("ecr:BatchGetImage");
        assertThat(stopped("ResourceInitializationError"))
                .contains("unable to retrieve ecr registry auth")
                .contains("User: arn:aws:sts::000000000000:assumed-role/execution/TASK is not authorized to perform:"
                        + " ecr:GetAuthorizationToken on resource: *");
        web.delete();
    }

    /** The reason of a task that stopped for it, with its id made anonymous. */
    private String stopped(String reason) throws Exception {
        var found = new AtomicReference<String>();
        var ecs = web.client(EcsClient.builder());
        web.await(reason, () -> {
            var arns = ecs.listTasks(r -> r.cluster("main").serviceName("web").desiredStatus(DesiredStatus.STOPPED))
                    .taskArns();
            if (arns.isEmpty()) {
                return false;
            }
            ecs.describeTasks(r -> r.cluster("main").tasks(arns)).tasks().stream()
                    .filter(task -> task.stoppedReason().startsWith(reason))
                    .forEach(task -> found.set(task.stoppedReason()
                            .replace(task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1), "TASK")));
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get(), reason);
    }

    @Test
    void aContainerOnTheMachinesNetworkHasTheCredentialsOfItsTaskRole() throws Exception {
        var image = Sample.build(state.resolve("engine/podman").toString(), "1");
        web.client(IamClient.builder())
                .createRole(r -> r.roleName("application").assumeRolePolicyDocument(DeclaredService.TRUST));
        var ecs = web.client(EcsClient.builder());
        ecs.createCluster(r -> r.clusterName("main"));
        ecs.registerTaskDefinition(r -> r.family("asking")
                .networkMode(NetworkMode.HOST)
                .taskRoleArn("arn:aws:iam::000000000000:role/application")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("asking")
                        .image(image)
                        .memory(64)
                        .entryPoint("/bin/sh", "-c")
                        .command("wget -q -O - --header \"Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN\""
                                + " \"$AWS_CONTAINER_CREDENTIALS_FULL_URI\"; sleep 30")
                        .stopTimeout(2)
                        .logConfiguration(LogConfiguration.builder()
                                .logDriver("awslogs")
                                .options(Map.of(
                                        "awslogs-group", "/asking",
                                        "awslogs-create-group", "true",
                                        "awslogs-region", "us-east-1",
                                        "awslogs-stream-prefix", "x"))
                                .build())
                        .build()));
        var task = ecs.runTask(r -> r.cluster("main").taskDefinition("asking").launchType("EC2"))
                .tasks()
                .get(0)
                .taskArn();
        var id = task.substring(task.lastIndexOf('/') + 1);
        var answer = new AtomicReference<String>();
        await(() -> {
            var logs = web.client(CloudWatchLogsClient.builder());
            if (logs.describeLogGroups(r -> r.logGroupNamePrefix("/asking"))
                    .logGroups()
                    .isEmpty()) {
                return false;
            }
            logs.filterLogEvents(r -> r.logGroupName("/asking")).events().forEach(event -> answer.set(event.message()));
            return answer.get() != null;
        });
        var keys = new ObjectMapper().readTree(answer.get());
        var credential = new Credential(
                keys.path("AccessKeyId").asText(),
                keys.path("SecretAccessKey").asText(),
                keys.path("Token").asText(),
                Instant.parse(keys.path("Expiration").asText()),
                "");
        try (var clients = new CloudClients(URI.create(cloud.endpoint()))) {
            assertThat(clients.client(StsClient.builder(), "us-east-1", credential)
                            .getCallerIdentity()
                            .arn())
                    .isEqualTo("arn:aws:sts::000000000000:assumed-role/application/" + id);
        }
        ecs.stopTask(r -> r.cluster("main").task(task));
    }

    private static void await(DeclaredService.Condition condition) throws Exception {
        var end = Instant.now().plusSeconds(60);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }
}
