package dev.slipway.local.cloud.ecs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.LocalCloud;
import dev.slipway.local.cloud.LocalCloudSettings;
import dev.slipway.local.cloud.access.ServiceSessions;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.ecs.LocalEcs;
import dev.slipway.local.cloud.ecs.balancer.Condition;
import dev.slipway.local.cloud.ecs.balancer.Listener;
import dev.slipway.local.cloud.ecs.balancer.Rule;
import dev.slipway.local.cloud.ecs.balancer.RuleAction;
import dev.slipway.local.cloud.ecs.control.ContainerHealthCheck;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import dev.slipway.local.cloud.ecs.control.EcsSettings;
import dev.slipway.local.cloud.ecs.control.LogDestination;
import dev.slipway.local.cloud.ecs.control.Ports;
import dev.slipway.local.cloud.ecs.control.TaskEnvironment;
import dev.slipway.local.cloud.ecs.control.TaskResourceFailure;
import dev.slipway.local.cloud.ecs.control.TaskSession;
import dev.slipway.local.cloud.ecs.health.CheckSchedule;
import dev.slipway.local.cloud.ecs.runtime.LogLine;
import dev.slipway.local.cloud.ecs.runtime.SimulatedRuntime;
import dev.slipway.local.cloud.ecs.scheduler.DeploymentStateChange;
import dev.slipway.local.cloud.signature.Credential;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Every port against the real local cloud. */
@Timeout(90)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsPortsTest {
    private static final String REGION = "us-east-1";
    private static final TaskSession ECS =
            new TaskSession(REGION, "", "arn:aws:ecs:us-east-1:000000000000:task/main/1");

    private final ServiceSessions sessions = mock(ServiceSessions.class);
    private final LocalCloud cloud;
    private final CloudClients gateway;
    private final AwsClients clients;
    private final Ports ports;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private String group = "";
    private String listener = "";

    AwsPortsTest(@TempDir Path state) throws Exception {
        var python = System.getenv("SLIPWAY_PYTHON");
        if (python == null) {
            throw new IllegalStateException("SLIPWAY_PYTHON is not set, expected the Python that has ministack:"
                    + " run ./slipway test, or set it");
        }
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, Path.of(python)));
        gateway = new CloudClients(URI.create(cloud.endpoint()));
        clients = new AwsClients(gateway, sessions);
        ports = AwsPorts.of(clients, "127.0.0.1:4566", event -> events.add(event.detailType()), TaskEnvironment.NONE);
    }

    @BeforeAll
    void declare() {
        var ecs = clients.client(EcsClient.builder(), REGION);
        ecs.createCluster(request -> request.clusterName("main"));
        ecs.registerTaskDefinition(request -> request.family("web")
                .cpu("256")
                .memory("512")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("web")
                        .image("127.0.0.1:4566/web:1")
                        .portMappings(PortMapping.builder().containerPort(8080).build())
                        .environment(KeyValuePair.builder().name("A").value("1").build())
                        .secrets(Secret.builder().name("B").valueFrom("/b").build())
                        .healthCheck(HealthCheck.builder()
                                .command("CMD-SHELL", "exit 0")
                                .interval(7)
                                .build())
                        .logConfiguration(LogConfiguration.builder()
                                .logDriver("awslogs")
                                .options(Map.of("awslogs-group", "/ecs/web", "awslogs-stream-prefix", "app"))
                                .build())
                        .stopTimeout(9)
                        .build()));
        var elb = clients.client(ElasticLoadBalancingV2Client.builder(), REGION);
        group = elb.createTargetGroup(request -> request.name("web")
                        .protocol("HTTP")
                        .port(8080)
                        .targetType("ip")
                        .healthCheckPath("/health")
                        .healthCheckIntervalSeconds(5)
                        .healthCheckTimeoutSeconds(2)
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(3))
                .targetGroups()
                .get(0)
                .targetGroupArn();
        elb.modifyTargetGroupAttributes(request -> request.targetGroupArn(group)
                .attributes(TargetGroupAttribute.builder()
                        .key("deregistration_delay.timeout_seconds")
                        .value("6")
                        .build()));
        var balancer = elb.createLoadBalancer(request -> request.name("web").subnets("subnet-1", "subnet-2"))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        var forward = Action.builder().type("forward").targetGroupArn(group).build();
        listener = elb.createListener(request -> request.loadBalancerArn(balancer)
                        .port(18099)
                        .protocol("HTTP")
                        .defaultActions(forward))
                .listeners()
                .get(0)
                .listenerArn();
        elb.createRule(request -> request.listenerArn(listener)
                .priority(5)
                .conditions(RuleCondition.builder()
                        .field("path-pattern")
                        .pathPatternConfig(config -> config.values("/old/*"))
                        .build())
                .actions(Action.builder()
                        .type("fixed-response")
                        .fixedResponseConfig(config -> config.statusCode("410").messageBody("gone"))
                        .build()));
    }

    @AfterAll
    void stop() {
        gateway.close();
        cloud.close();
    }

    @Test
    void clustersAreFoundByNameAndArn() throws Exception {
        var arn = "arn:aws:ecs:us-east-1:000000000000:cluster/main";
        assertThat(ports.clusters().arn(REGION, "main")).isEqualTo(arn);
        assertThat(ports.clusters().arn(REGION, arn)).isEqualTo(arn);
        assertThatThrownBy(() -> ports.clusters().arn(REGION, "none"))
                .isInstanceOf(EcsFault.class)
                .hasMessage("Cluster not found.");
    }

    @Test
    void taskDefinitionsAreReadWhole() throws Exception {
        var definition = ports.taskDefinitions().find(REGION, "web");
        assertThat(definition.arn()).isEqualTo("arn:aws:ecs:us-east-1:000000000000:task-definition/web:1");
        assertThat(definition.containers())
                .containsExactly(new dev.slipway.local.cloud.ecs.control.ContainerDefinition(
                        "web",
                        "127.0.0.1:4566/web:1",
                        true,
                        List.of(),
                        List.of(),
                        Map.of("A", "1"),
                        Map.of("B", "/b"),
                        List.of(8080),
                        new ContainerHealthCheck(
                                List.of("CMD-SHELL", "exit 0"),
                                new CheckSchedule(Duration.ofSeconds(7), Duration.ofSeconds(5), 1, 3, Duration.ZERO)),
                        new LogDestination(REGION, "/ecs/web", "app", false),
                        Duration.ofSeconds(9),
                        "",
                        "",
                        false,
                        false,
                        List.of()));
        assertThatThrownBy(() -> ports.taskDefinitions().find(REGION, "none:1")).isInstanceOf(EcsFault.class);
    }

    @Test
    void loadBalancersAreReadWithTheirRules() {
        var read = ports.balancers().read(REGION);
        assertThat(read.listeners())
                .extracting(Listener::arn, Listener::port, Listener::protocol, Listener::rules)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        listener,
                        18099,
                        "HTTP",
                        List.of(
                                new Rule(
                                        5,
                                        List.of(new Condition("path-pattern", "", List.of("/old/*"))),
                                        new RuleAction.FixedResponse(410, "text/plain", "gone")),
                                new Rule(Rule.DEFAULT, List.of(), new RuleAction.Forward(Map.of(group, 1))))));
        assertThat(read.targetGroups()).hasSize(1);
        var found = read.targetGroups().get(0);
        assertThat(found.schedule())
                .isEqualTo(new CheckSchedule(Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 3, Duration.ZERO));
        assertThat(found.healthCheckPath()).isEqualTo("/health");
        assertThat(found.deregistrationDelay()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void alarmsThatAreOnAreTold() {
        var cloudwatch = clients.client(CloudWatchClient.builder(), REGION);
        for (var name : List.of("on", "off")) {
            cloudwatch.putMetricAlarm(request -> request.alarmName(name)
                    .namespace("n")
                    .metricName("m")
                    .comparisonOperator("GreaterThanThreshold")
                    .evaluationPeriods(1)
                    .period(60)
                    .statistic("Sum")
                    .threshold(1.0));
        }
        cloudwatch.setAlarmState(
                request -> request.alarmName("on").stateValue("ALARM").stateReason("test"));
        assertThat(ports.alarms().inAlarm(REGION, List.of("on", "off", "none"))).isEqualTo(Set.of("on"));
        assertThat(ports.alarms().inAlarm(REGION, List.of())).isEmpty();
    }

    @Test
    void secretsAndParametersAreRead() throws Exception {
        var arn = clients.client(SecretsManagerClient.builder(), REGION)
                .createSecret(request -> request.name("s").secretString("{\"user\":\"ada\",\"n\":7}"))
                .arn();
        clients.client(SsmClient.builder(), REGION)
                .putParameter(request -> request.name("/p").value("v").type("SecureString"));
        var secrets = ports.secrets();
        assertThat(secrets.value(ECS, arn)).isEqualTo("{\"user\":\"ada\",\"n\":7}");
        assertThat(secrets.value(ECS, arn + ":user::")).isEqualTo("ada");
        assertThat(secrets.value(ECS, arn + ":n:AWSCURRENT:")).isEqualTo("7");
        assertThat(secrets.value(ECS, "/p")).isEqualTo("v");
        assertThat(secrets.value(ECS, "arn:aws:ssm:us-east-1:000000000000:parameter/p"))
                .isEqualTo("v");
        assertThatThrownBy(() -> secrets.value(ECS, arn + ":none::"))
                .isInstanceOf(TaskResourceFailure.class)
                .hasMessage("retrieved secret from Secrets Manager did not contain json key none");
        assertThatThrownBy(() -> secrets.value(ECS, "/none"))
                .isInstanceOf(TaskResourceFailure.class)
                .hasMessage("invalid ssm parameters: /none");
    }

    @Test
    void linesReachTheirStream() throws Exception {
        var destination = new LogDestination(REGION, "/ecs/lines", "app", true);
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ports.logs().open(destination, "app/web/1", ECS);
        ports.logs().open(destination, "app/web/1", ECS);
        assertThat(ports.logs().newest(destination, "app/web/1")).isEqualTo(Instant.EPOCH);
        ports.logs()
                .write(
                        destination,
                        "app/web/1",
                        ECS,
                        List.of(new LogLine(at, "one"), new LogLine(at.plusMillis(1), "")));
        assertThat(ports.logs().newest(destination, "app/web/1")).isEqualTo(at.plusMillis(2));
        assertThat(clients.client(CloudWatchLogsClient.builder(), REGION)
                        .getLogEvents(request -> request.logGroupName("/ecs/lines")
                                .logStreamName("app/web/1")
                                .startFromHead(true))
                        .events())
                .extracting(event -> event.message())
                .containsExactly("one", " ");
        var missing = new LogDestination(REGION, "/ecs/none", "app", false);
        assertThatThrownBy(() -> ports.logs().open(missing, "app/web/1", ECS)).isInstanceOf(TaskResourceFailure.class);
    }

    @Test
    void deploymentEventsHaveTheFormOfEcs() {
        var put = new ArrayList<String>();
        new AwsDeploymentEvents(event -> put.addAll(List.of(
                        event.region(),
                        event.source(),
                        event.detailType(),
                        event.resources().toString(),
                        event.detail().toString(),
                        event.time().toString())))
                .publish(
                        REGION,
                        "arn:service",
                        DeploymentStateChange.SERVICE_DEPLOYMENT_FAILED,
                        "ecs-svc/1",
                        "why",
                        Instant.parse("2026-01-01T00:00:00.5Z"));
        assertThat(put)
                .containsExactly(
                        REGION,
                        "aws.ecs",
                        "ECS Deployment State Change",
                        "[arn:service]",
                        "{\"eventType\":\"ERROR\",\"eventName\":\"SERVICE_DEPLOYMENT_FAILED\","
                                + "\"deploymentId\":\"ecs-svc/1\",\"updatedAt\":\"2026-01-01T00:00:00Z\","
                                + "\"reason\":\"why\"}",
                        "2026-01-01T00:00:00.500Z");
    }

    @Test
    void onlyImagesOfTheLocalRegistryNeedALoginWhichOnlyAnExecutionRoleHas() throws Exception {
        var role = "arn:aws:iam::000000000000:role/execution";
        when(sessions.assume(role, "ecs-tasks.amazonaws.com", "1", ECS.taskArn()))
                .thenReturn(Credential.ROOT);
        var session = new TaskSession(REGION, role, ECS.taskArn());
        var login = ports.registry().login(session, "127.0.0.1:4566/web:1");
        assertThat(login).isNotNull();
        assertThat(String.valueOf(login)).isEqualTo("AWS:***");
        assertThat(ports.registry().login(session, "public.ecr.aws/x:1")).isNull();
        assertThat(ports.registry().login(ECS, "127.0.0.1:4566/web:1")).isNull();
        assertThat(List.of(
                        "127.0.0.1:4566/web:1",
                        "127.0.0.1:4566/team/web@sha256:ab",
                        "127.0.0.1:45660/web:1",
                        "127.0.0.1:4567/web:1",
                        "localhost/slipway/busybox",
                        "public.ecr.aws/x:1"))
                .filteredOn(ports.registry()::isOwn)
                .containsExactly("127.0.0.1:4566/web:1", "127.0.0.1:4566/team/web@sha256:ab");
    }

    @Test
    void aServiceBehindADeclaredLoadBalancerBecomesSteady(@TempDir Path state) throws Exception {
        var settings = new EcsSettings(
                state.resolve("ecs.json"),
                "000000000000",
                REGION,
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofSeconds(1));
        clients.client(CloudWatchLogsClient.builder(), REGION)
                .createLogGroup(request -> request.logGroupName("/ecs/web"));
        clients.client(SsmClient.builder(), REGION)
                .putParameter(request -> request.name("/b").value("2").type("String"));
        try (var ecs = LocalEcs.start(settings, new SimulatedRuntime(Clock.systemUTC()), ports)) {
            var json = new ObjectMapper();
            ecs.call(REGION, "CreateService", (ObjectNode) json.readTree(
                    """
                    {"cluster": "main", "serviceName": "web", "taskDefinition": "web", "desiredCount": 1,
                     "loadBalancers": [{"targetGroupArn": "%s", "containerName": "web", "containerPort": 8080}]}"""
                            .formatted(group)));
            var describe = (ObjectNode) json.readTree("{\"cluster\": \"main\", \"services\": [\"web\"]}");
            var end = Instant.now().plusSeconds(20);
            while (!rollout(ecs.call(REGION, "DescribeServices", describe)).equals("COMPLETED")
                    && Instant.now().isBefore(end)) {
                Thread.sleep(50);
            }
            assertThat(rollout(ecs.call(REGION, "DescribeServices", describe))).isEqualTo("COMPLETED");
            assertThat(events).contains("ECS Deployment State Change");
            assertThat(ecs.listenerUrls()).containsOnlyKeys(listener);
            assertThat(ecs.describeTargetHealth(Map.of("TargetGroupArn", group)).orElse(""))
                    .contains("<TargetHealth><State>healthy</State>");
            assertThat(ecs.describeTargetHealth(Map.of("TargetGroupArn", "none")))
                    .isEmpty();
        }
    }

    private static String rollout(ObjectNode answer) {
        return answer.path("services")
                .path(0)
                .path("deployments")
                .path(0)
                .path("rolloutState")
                .asText();
    }
}
