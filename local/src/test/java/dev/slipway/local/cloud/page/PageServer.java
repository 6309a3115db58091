package dev.slipway.local.cloud.page;

import dev.slipway.local.executions.PretendPipelines;
import dev.slipway.local.executions.PretendServices;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.services.ecs.model.Service;

/** The page alone on a free loopback port, in front of what a test puts in. */
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
final class PageServer implements AutoCloseable {
    static final String WEB = "slipway-local-web";
    static final String ID = "11111111-aaaa-4000-8000-000000000001";
    static final String BUILD = WEB + ":5e0f7d3c-0000-4000-8000-000000000000";

    final PretendPipelines pipelines = new PretendPipelines().declare(WEB, true).declare("slipway-local-api", false);
    final PretendServices services = new PretendServices();
    final List<CallEntry> calls = new CopyOnWriteArrayList<>();
    final List<DeliveryEntry> deliveries = new CopyOnWriteArrayList<>();
    final List<TrafficEntry> traffic = new CopyOnWriteArrayList<>();

    private final Server server = new Server();
    private final PageHandler page;
    private final int port;

    PageServer() throws Exception {
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.open();
        port = connector.getLocalPort();
        server.addConnector(connector);
        var clients = services.clients(pipelines);
        page = new PageHandler(
                new PageSources(
                        region -> clients,
                        most -> calls.stream().limit(most).toList(),
                        most -> deliveries.stream().limit(most).toList(),
                        () -> List.copyOf(traffic),
                        () -> Map.of(
                                "arn:listener:web",
                                URI.create("http://127.0.0.1:8081"),
                                "arn:listener:api",
                                URI.create("http://127.0.0.1:8082"))),
                Duration.ofMillis(50));
        server.setHandler(page);
        server.start();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:%d/_slipway/%s".formatted(port, path));
    }

    int port() {
        return port;
    }

    /** An execution that builds. */
    void building(Instant at, String message) {
        pipelines.execution(ID, "InProgress", at, at, message);
        pipelines.action(ID, "Source", "Succeeded", at, at.plusSeconds(2), "3f2c1a9d", message);
        pipelines.action(ID, "Build", "InProgress", at.plusSeconds(2), at.plusSeconds(2), BUILD, "");
        pipelines.state("Source", ID, "Succeeded", "");
        pipelines.state("Build", ID, "InProgress", "");
    }

    /** An execution whose build failed: BUILD, and then POST_BUILD because of that. */
    void failing(Instant at) {
        building(at, "Break it");
        pipelines.execution(ID, "Failed", at, at.plusSeconds(9), "Break it");
        pipelines.action(ID, "Build", "Failed", at.plusSeconds(2), at.plusSeconds(9), BUILD, "exit status 3");
        pipelines.state("Build", ID, "Failed", "");
        services.fail(BUILD, "BUILD", "Error while executing command: bash test. Reason: exit status 3");
        services.fail(BUILD, "POST_BUILD", "Error while executing command: upload. Reason: exit status 1");
        for (var line : List.of(
                "@Entering phase BUILD",
                "@Running command bash test",
                "FAIL  the page",
                "@Command did not exit successfully bash test exit status 3",
                "@Phase complete: BUILD State: FAILED")) {
            services.write(
                    PretendServices.place(BUILD),
                    at.plusSeconds(5),
                    line.replace("@", "[Container] 2026/01/05 10:00:05.104000 ") + "\n");
        }
    }

    /** The same, with its approval waiting. */
    void waiting(Instant at) {
        pipelines.action(ID, "Build", "Succeeded", at.plusSeconds(2), at.plusSeconds(40), BUILD, "");
        pipelines.action(ID, "Approve", "InProgress", at.plusSeconds(40), at.plusSeconds(40), "ask", "");
        pipelines.state("Build", ID, "Succeeded", "");
        pipelines.state("Approve", ID, "InProgress", "token-1");
    }

    /** The same, deploying: an old task and a new one, both with traffic. */
    void deploying(Instant at) {
        pipelines.action(ID, "Build", "Succeeded", at.plusSeconds(2), at.plusSeconds(40), BUILD, "");
        pipelines.action(ID, "Approve", "Succeeded", at.plusSeconds(40), at.plusSeconds(52), "ask", "");
        pipelines.action(ID, "Deploy", "InProgress", at.plusSeconds(52), at.plusSeconds(52), "ecs-svc/2", "");
        pipelines.state("Build", ID, "Succeeded", "");
        pipelines.state("Approve", ID, "Succeeded", "");
        pipelines.state("Deploy", ID, "InProgress", "");
        services.service(service(at));
        services.task("0a1b2c3d4e5f", "web:4", "RUNNING", 40001, "healthy", at.minusSeconds(3600));
        services.task("6a7b8c9d0e1f", "web:5", "RUNNING", 40002, "initial", at.plusSeconds(55));
        traffic.clear();
        traffic.addAll(List.of(new TrafficEntry("0a1b2c3d4e5f", 1200, 0), new TrafficEntry("6a7b8c9d0e1f", 34, 0)));
    }

    private static Service service(Instant at) {
        return Service.builder()
                .serviceName(WEB)
                .status("ACTIVE")
                .desiredCount(1)
                .runningCount(2)
                .loadBalancers(
                        balancer -> balancer.targetGroupArn("arn:targets:web").containerPort(8080))
                .deployments(
                        one -> one.id("ecs-svc/2")
                                .status("PRIMARY")
                                .taskDefinition("arn:aws:ecs:us-east-1:000000000000:task-definition/web:5")
                                .desiredCount(1)
                                .pendingCount(0)
                                .runningCount(1)
                                .failedTasks(0)
                                .rolloutState("IN_PROGRESS")
                                .rolloutStateReason("ECS deployment ecs-svc/2 in progress."),
                        one -> one.id("ecs-svc/1")
                                .status("ACTIVE")
                                .taskDefinition("arn:aws:ecs:us-east-1:000000000000:task-definition/web:4")
                                .desiredCount(1)
                                .pendingCount(0)
                                .runningCount(1)
                                .failedTasks(0)
                                .rolloutState("COMPLETED")
                                .rolloutStateReason("ECS deployment ecs-svc/1 completed."))
                .events(event -> event.id("e1")
                        .createdAt(at.plusSeconds(54))
                        .message("(service slipway-local-web) has started 1 tasks: (task 6a7b8c9d0e1f)."))
                .build();
    }

    @Override
    public void close() throws Exception {
        page.close();
        server.stop();
    }
}
