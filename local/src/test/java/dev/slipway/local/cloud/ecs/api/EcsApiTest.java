package dev.slipway.local.cloud.ecs.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.control.ContainerDefinition;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import dev.slipway.local.cloud.ecs.control.World;
import dev.slipway.local.cloud.ecs.runtime.SimulatedRuntime;
import dev.slipway.testing.Patience;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API with simulated tasks: what clients see, without any container. */
@Timeout(60)
class EcsApiTest {
    @SuppressWarnings("NullAway.Init") // set before each test
    private World world;

    @BeforeEach
    void start(@TempDir Path state) throws Exception {
        world = new World(state, new SimulatedRuntime(Clock.systemUTC()));
        world.define("web:1", ContainerDefinition.of("web", "127.0.0.1:4566/web:1", 8080));
        world.define("web:2", ContainerDefinition.of("web", "127.0.0.1:4566/web:2", 8080));
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    private ObjectNode create(String more) throws EcsFault {
        return world.call(
                "CreateService",
                "{'cluster': 'main', 'serviceName': 'web', 'taskDefinition': 'web:1'%s}".formatted(more));
    }

    private static List<String> members(Iterable<com.fasterxml.jackson.databind.JsonNode> nodes, String member) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.path(member).asText())
                .toList();
    }

    @Test
    void aServiceBecomesSteadyAndSaysThatItsTasksAreSimulated() throws Exception {
        var created = create(", 'desiredCount': 2, 'tags': [{'key': 'team', 'value': 'shop'}]")
                .path("service");
        assertThat(created.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(created.path("deployments").path(0).path("rolloutState").asText())
                .isEqualTo("IN_PROGRESS");
        assertThat(created.path("tags").toString()).isEqualTo("[{\"key\":\"team\",\"value\":\"shop\"}]");
        world.awaitSteady("web:1");
        assertThat(world.events())
                .containsExactly(
                        "(service web) tasks are simulated: no container engine answers on this machine.",
                        "(service web) has started 2 tasks: (task T) (task T).",
                        "(service web) (deployment ecs-svc/N) deployment completed.",
                        "(service web) has reached a steady state.");
        assertThat(world.tasks("RUNNING"))
                .extracting(task -> task.path("lastStatus").asText(), task -> task.path("attributes")
                        .toString())
                .containsOnly(org.assertj.core.groups.Tuple.tuple(
                        "RUNNING", "[{\"name\":\"slipway.runtime\",\"value\":\"simulated\"}]"));
    }

    @Test
    void anotherRevisionIsANewDeploymentAndTheSameOneIsNot() throws Exception {
        create("");
        var first = world.awaitSteady("web:1")
                .path("deployments")
                .path(0)
                .path("id")
                .asText();
        world.call("UpdateService", "{'cluster': 'main', 'service': 'web', 'taskDefinition': 'web:1'}");
        assertThat(members(world.service().path("deployments"), "id")).containsExactly(first);
        var updated = world.call("UpdateService", "{'cluster': 'main', 'service': 'web', 'taskDefinition': 'web:2'}")
                .path("service");
        assertThat(members(updated.path("deployments"), "status")).containsExactly("PRIMARY", "ACTIVE");
        var second = world.awaitSteady("web:2")
                .path("deployments")
                .path(0)
                .path("id")
                .asText();
        world.call("UpdateService", "{'cluster': 'main', 'service': 'web', 'forceNewDeployment': true}");
        assertThat(members(world.awaitSteady("web:2").path("deployments"), "id"))
                .doesNotContain(first, second);
    }

    @Test
    void anAlarmRollsADeploymentBack() throws Exception {
        create(", 'deploymentConfiguration': {'alarms': {'alarmNames': ['errors'], 'enable': true, 'rollback': true}}");
        world.awaitSteady("web:1");
        world.call("UpdateService", "{'cluster': 'main', 'service': 'web', 'taskDefinition': 'web:2'}");
        world.await(
                "announced",
                Duration.ofSeconds(5),
                service -> service.path("pendingCount").asInt() > 0
                        || service.path("runningCount").asInt() > 1);
        world.alarms().add("errors");
        world.awaitSteady("web:1");
        assertThat(world.published())
                .endsWith(
                        "SERVICE_DEPLOYMENT_FAILED ECS deployment alarms: alarm detected.",
                        "SERVICE_DEPLOYMENT_IN_PROGRESS ECS deployment alarms: rolling back to deploymentId ecs-svc/N.",
                        "SERVICE_DEPLOYMENT_COMPLETED ECS deployment ecs-svc/N completed.");
    }

    @Test
    void aServiceIsScaledThenDeleted() throws Exception {
        create(", 'desiredCount': 1");
        world.awaitSteady("web:1");
        assertThatThrownBy(() -> world.call("DeleteService", "{'cluster': 'main', 'service': 'web'}"))
                .isInstanceOf(EcsFault.class)
                .hasMessage("The service cannot be stopped while it is scaled above 0.");
        assertThatThrownBy(() -> world.api()
                        .check(
                                "us-east-1",
                                "DeleteCluster",
                                new ObjectMapper().createObjectNode().put("cluster", "main")))
                .isInstanceOf(EcsFault.class)
                .hasMessage("The Cluster cannot be deleted while Services are active.");
        world.call("UpdateService", "{'cluster': 'main', 'service': 'web', 'desiredCount': 0}");
        world.await(
                "scaled in",
                Duration.ofSeconds(10),
                service -> service.path("runningCount").asInt() == 0);
        world.call("DeleteService", "{'cluster': 'main', 'service': 'web'}");
        world.await("inactive", Patience.LIMIT, service -> service.path("status")
                .asText()
                .equals("INACTIVE"));
        assertThat(world.call("ListServices", "{'cluster': 'main'}").path("serviceArns"))
                .isEmpty();
        create("");
        world.awaitSteady("web:1");
    }

    @Test
    void aServiceWhoseListenerIsGoneIsScaledDownButGetsNoTargetGroupWithoutOne() throws Exception {
        world.serve("/");
        var balanced = ", 'loadBalancers': [{'targetGroupArn': '%s', 'containerName': 'web', 'containerPort': 8080}]"
                .formatted(World.GROUP);
        create(balanced);
        world.withoutListener();

        assertThatThrownBy(() ->
                        world.call("UpdateService", "{'cluster': 'main', 'service': 'web'%s}".formatted(balanced)))
                .isInstanceOf(EcsFault.class)
                .hasMessage(
                        "The target group with targetGroupArn %s does not have an associated load balancer.",
                        World.GROUP);
        world.call("UpdateService", "{'cluster': 'main', 'service': 'web', 'desiredCount': 0}");
        assertThat(world.service().path("desiredCount").asInt()).isZero();
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            CreateService   | {'cluster':'main','serviceName':'x','taskDefinition':'no:1'} | ClientException | Unable to describe task definition.
            CreateService   | {'cluster':'none','serviceName':'x','taskDefinition':'web:1'} | ClusterNotFoundException | Cluster not found.
            CreateService   | {'cluster':'main','taskDefinition':'web:1'} | InvalidParameterException | serviceName is missing, expected a value: add it
            CreateService   | {'cluster':'main','serviceName':'x','taskDefinition':'web:1','desiredCount':-1} | InvalidParameterException | Range of the desired count must be at least 0.
            CreateService   | {'cluster':'main','serviceName':'x','taskDefinition':'web:1','schedulingStrategy':'DAEMON'} | InvalidParameterException | scheduling strategy is DAEMON, expected REPLICA: one machine has no container instances
            CreateService   | {'cluster':'main','serviceName':'x','taskDefinition':'web:1','loadBalancers':[{'targetGroupArn':'tg','containerName':'app','containerPort':8080}]} | InvalidParameterException | The container app does not exist in the task definition.
            CreateService   | {'cluster':'main','serviceName':'x','taskDefinition':'web:1','loadBalancers':[{'targetGroupArn':'tg','containerName':'web','containerPort':80}]} | InvalidParameterException | The container web did not have a container port 80 defined.
            UpdateService   | {'cluster':'main','service':'none'} | ServiceNotFoundException | Service not found.
            DeleteService   | {'cluster':'main','service':'none'} | ServiceNotFoundException | Service not found.
            ListTasks       | {'cluster':'main','serviceName':'none'} | ServiceNotFoundException | Service not found.
            ListServices    | {'cluster':'main','maxResults':101} | InvalidParameterException | maxResults is 101, expected 1 to 100: correct it
            RunTask         | {'cluster':'main','taskDefinition':'web:1','count':11} | InvalidParameterException | count is 11, expected 1 to 10: run several calls
            StopTask        | {'cluster':'main','task':'none'} | InvalidParameterException | The referenced task was not found.
            TagResource     | {'resourceArn':'arn:aws:ecs:us-east-1:000000000000:service/main/none','tags':[]} | InvalidParameterException | The specified resource was not found: arn:aws:ecs:us-east-1:000000000000:service/main/none
            """)
    void wrongCallsAreRefused(String operation, String input, String code, String message) {
        assertThatThrownBy(() -> world.call(operation, input))
                .isInstanceOfSatisfying(
                        EcsFault.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void whatIsMissingIsAFailure() throws Exception {
        assertThat(world.call("DescribeServices", "{'cluster': 'main', 'services': ['none']}")
                        .toString())
                .isEqualTo("{\"services\":[],\"failures\":[{\"arn\":"
                        + "\"arn:aws:ecs:us-east-1:000000000000:service/main/none\",\"reason\":\"MISSING\"}]}");
        assertThat(world.call("DescribeTasks", "{'cluster': 'main', 'tasks': ['none']}")
                        .toString())
                .isEqualTo("{\"tasks\":[],\"failures\":[{\"arn\":"
                        + "\"arn:aws:ecs:us-east-1:000000000000:task/main/none\",\"reason\":\"MISSING\"}]}");
    }

    @Test
    void tagsOfServicesAreAnsweredHereAndThoseOfClustersAreNot() throws Exception {
        var arn = create("").path("service").path("serviceArn").asText();
        var named = "{'resourceArn': '%s'%s}";
        world.call(
                "TagResource",
                named.formatted(arn, ", 'tags': [{'key': 'a', 'value': '1'}, {'key': 'b', 'value': '2'}]"));
        world.call("UntagResource", named.formatted(arn, ", 'tagKeys': ['a']"));
        assertThat(world.call("ListTagsForResource", named.formatted(arn, "")).toString())
                .isEqualTo("{\"tags\":[{\"key\":\"b\",\"value\":\"2\"}]}");
        var input = new ObjectMapper().createObjectNode();
        assertThat(world.api().answers("TagResource", input.put("resourceArn", arn)))
                .isTrue();
        assertThat(world.api().answers("TagResource", input.put("resourceArn", World.CLUSTER)))
                .isFalse();
        assertThat(world.api().answers("DescribeClusters", input)).isFalse();
    }

    @Test
    void clustersCountServicesAndTasks() throws Exception {
        create(", 'desiredCount': 2");
        world.awaitSteady("web:1");
        var answer = new ObjectMapper().createObjectNode();
        answer.putArray("clusters").addObject().put("clusterArn", World.CLUSTER);
        assertThat(world.api()
                        .complete("DescribeClusters", answer)
                        .path("clusters")
                        .path(0)
                        .toString())
                .isEqualTo("{\"clusterArn\":\"" + World.CLUSTER
                        + "\",\"activeServicesCount\":1,\"runningTasksCount\":2,\"pendingTasksCount\":0}");
    }

    @Test
    void recordsSurviveARestart() throws Exception {
        create("");
        var before = world.awaitSteady("web:1")
                .path("deployments")
                .path(0)
                .path("id")
                .asText();
        world.crashAndRestart();
        assertThat(world.service().path("deployments").path(0).path("id").asText())
                .isEqualTo(before);
        world.awaitSteady("web:1");
    }
}
