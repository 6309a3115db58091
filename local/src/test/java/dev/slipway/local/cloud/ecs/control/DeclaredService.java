package dev.slipway.local.cloud.ecs.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.testing.Command;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
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

/** The service web of cluster main, declared and changed by the AWS APIs of a local cloud. */
final class DeclaredService implements AutoCloseable {
    /** Lets tasks of ECS take on a role. */
    static final String TRUST =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{"Service":"ecs-tasks.amazonaws.com"}}]}""";

    private static final String ROLE = "arn:aws:iam::000000000000:role/execution";

    private final String endpoint;
    private final CloudClients clients;
    private String listener = "";

    DeclaredService(String endpoint) {
        this.endpoint = endpoint;
        this.clients = new CloudClients(URI.create(endpoint));
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return clients.client(builder, "us-east-1", Credential.ROOT);
    }

    String registry() {
        return URI.create(endpoint).getAuthority();
    }

    void push(String version) throws Exception {
        var ecr = client(EcrClient.builder());
        if (ecr.describeRepositories().repositories().isEmpty()) {
            ecr.createRepository(r -> r.repositoryName("web"));
        }
        var token = ecr.getAuthorizationToken().authorizationData().get(0).authorizationToken();
        var login = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        var image = Sample.build("podman", version);
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
        var ended = Command.run(Patience.LIMIT, new ProcessBuilder(command));
        assertThat(ended.exitCode()).as(ended.output()).isZero();
    }

    String define(String version, String health) {
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

    int port() {
        return URI.create(endpoint).getPort();
    }

    /** What the execution role may do, of what it needs to pull. */
    void allow(String... actions) {
        client(IamClient.builder()).putRolePolicy(r -> r.roleName("execution")
                .policyName("pull")
                .policyDocument(
                        """
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["%s"],"Resource":"*"}]}"""
                                .formatted(String.join("\",\"", actions))));
    }

    String declare() {
        client(IamClient.builder()).createRole(r -> r.roleName("execution").assumeRolePolicyDocument(TRUST));
        allow(
                "ecr:GetAuthorizationToken",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer",
                "ecr:BatchCheckLayerAvailability");
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

    void update(String revision) {
        client(EcsClient.builder())
                .updateService(r -> r.cluster("main").service("web").taskDefinition(revision));
    }

    static boolean completed(Service service, String revision) {
        return service.deployments().size() == 1
                && service.deployments().get(0).taskDefinition().equals(revision)
                && service.deployments().get(0).rolloutState() == DeploymentRolloutState.COMPLETED;
    }

    void awaitService(String what, Predicate<Service> reached) throws Exception {
        await(what, () -> reached.test(service()));
    }

    Service service() {
        return client(EcsClient.builder())
                .describeServices(r -> r.cluster("main").services("web"))
                .services()
                .get(0);
    }

    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    void await(String what, Condition condition) throws Exception {
        var end = Instant.now().plus(Patience.LIMIT);
        while (!condition.holds()) {
            assertThat(Instant.now()).as("%s, but %s", what, service()).isBefore(end);
            Thread.sleep(100);
        }
    }

    URI url() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(endpoint + "/_slipway/listeners"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return URI.create(
                new ObjectMapper().readTree(answer.body()).path(listener).asText());
    }

    static String get(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .strip();
    }

    void delete() {
        client(EcsClient.builder())
                .deleteService(r -> r.cluster("main").service("web").force(true));
    }

    @Override
    public void close() {
        clients.close();
    }
}
