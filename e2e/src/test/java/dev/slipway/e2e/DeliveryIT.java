package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.slipway.testing.NeedsTool;
import dev.slipway.testing.Patience;
import dev.slipway.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** A user pushes a commit with plain git, and it goes live; a bad one does not, and nobody notices either. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NeedsTool(Tool.CONTAINER_ENGINE)
class DeliveryIT {
    private static final String PIPELINE = "slipway-local-web";

    private final Checkout checkout = Checkout.withNetworkBackend("delivery", "cni");
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private String clone = "";
    private URI page = URI.create("http://127.0.0.1/");

    @BeforeAll
    void demo() {
        checkout.slipway("demo").ok();
        var services = JsonParser.parseString(
                        checkout.slipway("pulumi", "local", "stack", "output", "services", "--json")
                                .ok())
                .getAsJsonObject();
        clone = services.getAsJsonObject("web").get("cloneUrlHttp").getAsString();
        page = address();
    }

    @AfterAll
    void close() throws IOException {
        http.close();
        checkout.close();
    }

    /** Where the listener whose target group the service has answers on this machine. */
    private URI address() {
        var inventory = checkout.inventory();
        try (var ecs = inventory.client(EcsClient.builder().httpClient(http));
                var balancers =
                        inventory.client(ElasticLoadBalancingV2Client.builder().httpClient(http))) {
            var group = ecs.describeServices(
                            request -> request.cluster("slipway-local").services(PIPELINE))
                    .services()
                    .get(0)
                    .loadBalancers()
                    .get(0)
                    .targetGroupArn();
            var balancer = balancers
                    .describeTargetGroups(request -> request.targetGroupArns(group))
                    .targetGroups()
                    .get(0)
                    .loadBalancerArns()
                    .get(0);
            var listener =
                    balancers.describeListeners(request -> request.loadBalancerArn(balancer)).listeners().stream()
                            .filter(one ->
                                    group.equals(one.defaultActions().get(0).targetGroupArn()))
                            .findFirst()
                            .orElseThrow();
            var answering = Visitors.page(URI.create(checkout.endpoint() + "/_slipway/listeners"));
            return URI.create(JsonParser.parseString(answering)
                            .getAsJsonObject()
                            .get(listener.listenerArn())
                            .getAsString()
                    + "/");
        }
    }

    private List<PipelineExecutionSummary> executions() {
        try (var codepipeline =
                checkout.inventory().client(CodePipelineClient.builder().httpClient(http))) {
            return codepipeline
                    .listPipelineExecutionsPaginator(request -> request.pipelineName(PIPELINE))
                    .pipelineExecutionSummaries()
                    .stream()
                    .toList();
        }
    }

    private static void within(Duration limit, String what, BooleanSupplier so, Supplier<String> now)
            throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within %s: %s; now: %s".formatted(limit, what, now.get()));
            }
            Thread.sleep(250);
        }
    }

    @Test
    @Order(1)
    void theDemoHasMadeTheSampleLive() {
        assertThat(Visitors.page(page)).contains("It works.");
    }

    @Test
    @Order(1)
    @EnabledIf("hasPlugins")
    void itsContainersHaveTheNetworkOfThePlugins() {
        assertThat(checkout.networkBackend()).isEqualTo("cni");
    }

    static boolean hasPlugins() {
        return Containers.haveBackend("cni");
    }

    @Test
    @Order(2)
    void aCommitThatIsPushedWithPlainGitGoesLiveWithinAMinuteAndNobodyNotices() throws InterruptedException {
        checkout.shell("git clone --quiet %s web".formatted(clone)).ok();
        try (var visitors = new Visitors(page)) {
            push("sed -i 's|</html>|<p>second version</p></html>|' www/index.html", "Say so");
            within(
                    Patience.LIMIT,
                    "the page shows the change",
                    () -> Visitors.page(page).contains("second version"),
                    () -> Visitors.page(page) + executions());
            within(
                    Patience.LIMIT,
                    "the execution ends",
                    () -> executions().stream().noneMatch(DeliveryIT::runs),
                    () -> executions().toString());

            assertThat(visitors.complaints()).isEmpty();
            assertThat(visitors.visits()).isPositive();
        }
        assertThat(executions().get(0).status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThat(executions().get(0).trigger().triggerType()).isEqualTo(TriggerType.CLOUD_WATCH_EVENT);
    }

    @Test
    @Order(3)
    void aBadVersionIsRolledBackByItselfAndNobodyNotices() throws InterruptedException {
        var before = executions().size();
        try (var visitors = new Visitors(page)) {
            push("echo 'ENV HEALTH=crash' >> Dockerfile", "Crash");
            within(
                    Patience.LIMIT,
                    "the pipeline rolls back",
                    () -> executions().size() == before + 2
                            && executions().stream().noneMatch(DeliveryIT::runs),
                    () -> executions().toString());

            assertThat(visitors.complaints()).isEmpty();
        }
        var rollback = executions().get(0);
        assertThat(rollback.executionTypeAsString()).isEqualTo("ROLLBACK");
        assertThat(rollback.status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThat(executions().get(1).status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(Visitors.page(page)).contains("second version");
    }

    @Test
    @Order(4)
    void botocoreFollowsItWithItsOwnWaiters() {
        var python = Objects.requireNonNull(System.getenv("SLIPWAY_PYTHON"), "SLIPWAY_PYTHON: run by ./slipway test");
        assertThat(checkout.shell(
                                """
                                %s - <<'PYTHON'
                                import botocore.session

                                session = botocore.session.get_session()
                                ecs = session.create_client("ecs")
                                ecs.get_waiter("services_stable").wait(cluster="slipway-local", services=["slipway-local-web"])
                                tasks = ecs.list_tasks(cluster="slipway-local", serviceName="slipway-local-web")["taskArns"]
                                ecs.get_waiter("tasks_running").wait(cluster="slipway-local", tasks=tasks)
                                balancers = session.create_client("elbv2")
                                service = ecs.describe_services(cluster="slipway-local", services=["slipway-local-web"])["services"][0]
                                group = service["loadBalancers"][0]["targetGroupArn"]
                                balancers.get_waiter("target_in_service").wait(TargetGroupArn=group)
                                pipeline = session.create_client("codepipeline")
                                states = pipeline.get_pipeline_state(name="slipway-local-web")["stageStates"]
                                print([(stage["stageName"], stage["latestExecution"]["status"]) for stage in states])
                                builds = session.create_client("codebuild")
                                ids = builds.list_builds_for_project(projectName="slipway-local-web")["ids"]
                                print({build["buildStatus"] for build in builds.batch_get_builds(ids=ids)["builds"]})
                                PYTHON
                                """
                                        .formatted(python))
                        .ok())
                .isEqualTo(
                        """
                        [('Source', 'Succeeded'), ('Build', 'Succeeded'), ('Deploy', 'Succeeded')]
                        {'SUCCEEDED'}
                        """);
    }

    @Test
    @Order(5)
    void anExecutionThatAKillInterruptsEndsOnceAndSeenByAll() throws IOException, InterruptedException {
        var before = executions().size();
        push("sed -i 's|second version|third version|' www/index.html", "Go on");
        within(Patience.LIMIT, "the execution begins", () -> executions().size() > before, () -> executions()
                .toString());
        var output = checkout.root().resolve("watch.log");
        var watch = checkout.start(output, "watch", "local", "web");
        within(Patience.LIMIT, "it is watched", () -> text(output).contains(" InProgress\n"), () -> text(output));
        var pid = Long.parseLong(
                Files.readString(checkout.state().resolve("cloud.pid")).strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        within(
                Patience.LIMIT,
                "the cloud is gone",
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty(),
                () -> "alive");
        checkout.slipway("local", "start").ok();
        within(
                Patience.LIMIT,
                "the execution ends",
                () -> executions().size() > before && executions().stream().noneMatch(DeliveryIT::runs),
                () -> executions().toString());

        var own = executions().stream()
                .filter(execution -> !"ROLLBACK".equals(execution.executionTypeAsString()))
                .limit(executions().size() - before)
                .toList();
        assertThat(own).hasSize(1);
        var ended = own.get(0).status();
        assertThat(ended).isIn(PipelineExecutionStatus.SUCCEEDED, PipelineExecutionStatus.FAILED);
        assertThat(watch.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("the watch ends with the execution")
                .isTrue();
        assertThat(watch.exitValue()).as(text(output)).isEqualTo(ended == PipelineExecutionStatus.SUCCEEDED ? 0 : 1);
        assertThat(text(output))
                .contains("\nexecution %s %s after ".formatted(own.get(0).pipelineExecutionId(), ended));
        page = address();
        assertThat(Visitors.page(page))
                .contains(ended == PipelineExecutionStatus.SUCCEEDED ? "third version" : "second version");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void push(String change, String message) {
        checkout.shell(
                        """
                        cd web
                        %s
                        git -c user.name=e2e -c user.email=e2e@slipway.invalid commit --quiet --all --message '%s'
                        git push --quiet
                        """
                                .formatted(change, message))
                .ok();
    }

    private static boolean runs(PipelineExecutionSummary execution) {
        return execution.status() == PipelineExecutionStatus.IN_PROGRESS
                || execution.status() == PipelineExecutionStatus.STOPPING;
    }
}
