package dev.slipway.local.cloud.ecs.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.LocalCloud;
import dev.slipway.local.cloud.LocalCloudSettings;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.ecs.runtime.Runtimes;
import dev.slipway.local.cloud.signature.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.iam.IamClient;

/** The whole local cloud by its AWS APIs: an image is pushed, deployed and replaced, while requests come in. */
@Timeout(240)
@EnabledIf("dev.slipway.local.cloud.ecs.control.PodmanServiceTest#podmanIsHereOrHasToBe")
class ConnectedServiceTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/execution";

    private final Path state;
    private LocalCloud cloud;
    private CloudClients clients;
    private String listener = "";

    ConnectedServiceTest(@TempDir Path state) throws Exception {
        this.state = state;
        cloud = start(0);
        clients = new CloudClients(URI.create(cloud.endpoint()));
    }

    private LocalCloud start(int port) throws Exception {
        var python = Path.of(System.getenv().getOrDefault("SLIPWAY_PYTHON", ""));
        return LocalCloud.start(new LocalCloudSettings(port, state, python, null, null, "podman"));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return clients.client(builder, "us-east-1", Credential.ROOT);
    }

    private String registry() {
        return URI.create(cloud.endpoint()).getAuthority();
    }

    @Test
    void deploysAndRollsBackWithoutAFailedRequest() throws Exception {
        push("1");
        push("2");
        var first = declare();
        awaitService("first deployment", service -> completed(service, first));
        assertThat(client(EcsClient.builder())
                        .describeClusters(r -> r.clusters("main"))
                        .clusters()
                        .get(0)
                        .runningTasksCount())
                .isEqualTo(2);
        var url = url().resolve("/version");
        assertThat(get(url)).isEqualTo("1");
        try (var load = new LoadGenerator(url)) {
            var second = define("2", "ok");
            update(second);
            awaitService("second deployment", service -> completed(service, second));
            assertThat(get(url)).isEqualTo("2");

            update(define("2", "fail"));
            awaitService(
                    "rollback",
                    service -> service.events().stream()
                                    .anyMatch(event -> event.message().contains("rolling back to deployment"))
                            && completed(service, second));
            load.close();
            assertThat(load.failures()).isEmpty();
            assertThat(load.answers().keySet()).containsExactlyInAnyOrder("1", "2");
        }
        cloud.close();
        cloud = start(URI.create(clients.endpoint().toString()).getPort());
        awaitService("tasks of a started cloud", service -> service.runningCount() == 2);
        assertThat(get(url().resolve("/version"))).isEqualTo("2");

        client(EcsClient.builder())
                .deleteService(r -> r.cluster("main").service("web").force(true));
        await("no container", () -> Runtimes.of("podman").list(cloudId()).isEmpty());
        clients.close();
        cloud.close();
    }

    private String cloudId() throws IOException {
        return new RecordFile(state.resolve("ecs.json")).read().cloud;
    }

    private void push(String version) throws Exception {
        var ecr = client(EcrClient.builder());
        if (ecr.describeRepositories().repositories().isEmpty()) {
            ecr.createRepository(r -> r.repositoryName("web"));
        }
        var token = ecr.getAuthorizationToken().authorizationData().get(0).authorizationToken();
        var login = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        var image = Sample.build(version);
        run(List.of(
                "podman",
                "push",
                "--quiet",
                "--tls-verify=false",
                "--creds",
                login,
                image,
                registry() + "/web:" + version));
        assertThat(ecr.describeImages(r -> r.repositoryName("web")).imageDetails())
                .anyMatch(found -> found.imageTags().equals(List.of(version)) && found.imageSizeInBytes() > 100_000);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private String define(String version, String health) {
        return client(EcsClient.builder())
                .registerTaskDefinition(r -> r.family("web")
                        .executionRoleArn(ROLE)
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("web")
                                .image(registry() + "/web:" + version)
                                .essential(true)
                                .portMappings(PortMapping.builder()
                                        .containerPort(8080)
                                        .build())
                                .environment(KeyValuePair.builder()
                                        .name("HEALTH")
                                        .value(health)
                                        .build())
                                .stopTimeout(5)
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private String declare() {
        client(IamClient.builder())
                .createRole(
                        r -> r.roleName("execution")
                                .assumeRolePolicyDocument(
                                        """
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                                "Principal":{"Service":"ecs-tasks.amazonaws.com"}}]}"""));
        client(IamClient.builder())
                .putRolePolicy(
                        r -> r.roleName("execution")
                                .policyName("pull")
                                .policyDocument(
                                        """
                                {"Version":"2012-10-17","Statement":[
                                {"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},
                                {"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer",
                                "ecr:BatchCheckLayerAvailability"],
                                "Resource":"arn:aws:ecr:us-east-1:000000000000:repository/web"}]}"""));
        var elb = client(ElasticLoadBalancingV2Client.builder());
        var group = elb.createTargetGroup(r -> r.name("web")
                        .protocol("HTTP")
                        .port(8080)
                        .targetType("ip")
                        .healthCheckPath("/health")
                        .healthCheckIntervalSeconds(5)
                        .healthCheckTimeoutSeconds(2)
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(2))
                .targetGroups()
                .get(0)
                .targetGroupArn();
        var balancer = elb.createLoadBalancer(r -> r.name("web").subnets("subnet-1", "subnet-2"))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        listener = elb.createListener(r -> r.loadBalancerArn(balancer)
                        .port(18443)
                        .protocol("HTTP")
                        .defaultActions(Action.builder()
                                .type("forward")
                                .targetGroupArn(group)
                                .build()))
                .listeners()
                .get(0)
                .listenerArn();
        var ecs = client(EcsClient.builder());
        ecs.createCluster(r -> r.clusterName("main"));
        var revision = define("1", "ok");
        ecs.createService(r -> r.cluster("main")
                .serviceName("web")
                .taskDefinition(revision)
                .desiredCount(2)
                .launchType("FARGATE")
                .deploymentConfiguration(d -> d.deploymentCircuitBreaker(
                        breaker -> breaker.enable(true).rollback(true)))
                .loadBalancers(LoadBalancer.builder()
                        .targetGroupArn(group)
                        .containerName("web")
                        .containerPort(8080)
                        .build()));
        return revision;
    }

    private void update(String revision) {
        client(EcsClient.builder())
                .updateService(r -> r.cluster("main").service("web").taskDefinition(revision));
    }

    private static boolean completed(Service service, String revision) {
        return service.deployments().size() == 1
                && service.deployments().get(0).taskDefinition().equals(revision)
                && service.deployments().get(0).rolloutState() == DeploymentRolloutState.COMPLETED;
    }

    private void awaitService(String what, Predicate<Service> reached) throws Exception {
        await(what, () -> reached.test(service()));
    }

    private Service service() {
        return client(EcsClient.builder())
                .describeServices(r -> r.cluster("main").services("web"))
                .services()
                .get(0);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String what, Condition condition) throws Exception {
        var end = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.holds()) {
            assertThat(Instant.now()).as("%s, but %s", what, service()).isBefore(end);
            Thread.sleep(100);
        }
    }

    private URI url() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(cloud.endpoint() + "/_slipway/listeners"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return URI.create(
                new ObjectMapper().readTree(answer.body()).path(listener).asText());
    }

    private static String get(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .strip();
    }
}
