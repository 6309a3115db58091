package dev.slipway.local.cloud.ecs.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.local.cloud.ecs.health.CheckSchedule;
import dev.slipway.local.cloud.ecs.health.CheckState.Verdict;
import dev.slipway.local.cloud.ecs.health.HttpCodes;
import dev.slipway.testing.Patience;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoadBalancersTest {
    private final LoadBalancers balancers = new LoadBalancers(Clock.systemUTC());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger health = new AtomicInteger(200);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

    @AfterEach
    void stop() {
        leave.countDown();
        balancers.close();
    }

    private HttpServer serve(String name) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            var status = 200;
            var body = name + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Forwarded-For") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestURI().getPath().equals("/health")) {
                status = health.get();
            } else if (exchange.getRequestURI().getPath().equals("/slow")) {
                entered.countDown();
                try {
                    leave.await(Patience.SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static TargetGroup group(String arn) {
        return new TargetGroup(
                arn,
                true,
                "/health",
                "traffic-port",
                HttpCodes.parse("200"),
                new CheckSchedule(Duration.ofMillis(100), Duration.ofSeconds(1), 2, 2, Duration.ZERO),
                Duration.ofSeconds(5));
    }

    private URI listen(Rule... rules) {
        balancers.apply(new BalancerConfiguration(
                List.of(new Listener("listener", "lb", 0, "HTTP", List.of(rules))), List.of(group("a"), group("b"))));
        var url = balancers.urls().get("listener");
        assertThat(url).isNotNull();
        return url == null ? URI.create("none:") : url;
    }

    private static Rule forwardTo(String group) {
        return new Rule(Rule.DEFAULT, List.of(), new RuleAction.Forward(Map.of(group, 1)));
    }

    private String get(URI url) throws Exception {
        var response = client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body().strip();
    }

    private void awaitVerdict(Target target, Verdict verdict) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (balancers.health("a", target).verdict() != verdict && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(balancers.health("a", target).verdict()).isEqualTo(verdict);
    }

    @Test
    void requestsGoToHealthyTargetsInTurnWithTheForwardedHeaders() throws Exception {
        var one = serve("one");
        var two = serve("two");
        var url = listen(forwardTo("a"));
        for (var server : List.of(one, two)) {
            var target = new Target(
                    "t" + server.getAddress().getPort(), server.getAddress().getPort(), 8080);
            balancers.register("a", target);
            awaitVerdict(target, Verdict.HEALTHY);
        }
        Set<String> answers = new HashSet<>();
        for (var i = 0; i < 4; i++) {
            answers.add(get(url.resolve("/x%20y?q=1&r=%2F")));
        }
        assertThat(answers)
                .containsExactlyInAnyOrder(
                        "200 one GET /x%20y?q=1&r=%2F 127.0.0.1", "200 two GET /x%20y?q=1&r=%2F 127.0.0.1");
        one.stop(0);
        two.stop(0);
    }

    @Test
    void requestsAreCountedByTask() throws Exception {
        var url = listen(forwardTo("a"));
        assertThat(get(url)).startsWith("503 ");
        var server = serve("one");
        var target = new Target("t1", server.getAddress().getPort(), 8080);
        balancers.register("a", target);
        awaitVerdict(target, Verdict.HEALTHY);
        assertThat(get(url.resolve("/x"))).startsWith("200 ");
        health.set(500);
        assertThat(get(url.resolve("/health"))).startsWith("500 ");
        var expected = List.of(new Traffic.Count("", 1, 1), new Traffic.Count("t1", 2, 1));
        // A client may have its answer before the load balancer has counted it.
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!balancers.traffic().counts().equals(expected) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(balancers.traffic().counts()).isEqualTo(expected);
        server.stop(0);
    }

    @Test
    void bodiesPass() throws Exception {
        var server = serve("one");
        var url = listen(forwardTo("a"));
        balancers.register("a", new Target("t", server.getAddress().getPort(), 8080));
        var response = client.send(
                HttpRequest.newBuilder(url.resolve("/post"))
                        .POST(HttpRequest.BodyPublishers.ofString("hello"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("one POST /post 127.0.0.1 hello");
        server.stop(0);
    }

    @Test
    void aTargetThatFailsItsChecksGetsNoRequestsWhileAnotherIsHealthy() throws Exception {
        var good = serve("good");
        var url = listen(forwardTo("a"));
        var healthy = new Target("g", good.getAddress().getPort(), 8080);
        var dead = new Target("d", 1, 8080);
        balancers.register("a", healthy);
        balancers.register("a", dead);
        awaitVerdict(healthy, Verdict.HEALTHY);
        awaitVerdict(dead, Verdict.UNHEALTHY);
        for (var i = 0; i < 6; i++) {
            assertThat(get(url)).startsWith("200 good");
        }
        assertThat(balancers.describe("a"))
                .extracting(TargetDescription::state, TargetDescription::reason)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("healthy", ""),
                        org.assertj.core.groups.Tuple.tuple("unhealthy", "Target.FailedHealthChecks"));
        health.set(500);
        awaitVerdict(healthy, Verdict.UNHEALTHY);
        assertThat(balancers.health("a", healthy).detail()).isEqualTo("Health checks failed with these codes: [500]");
        good.stop(0);
    }

    @Test
    void aDeregisteredTargetFinishesItsRequestAndGetsNoNewOne() throws Exception {
        var server = serve("one");
        var url = listen(forwardTo("a"));
        var target = new Target("t", server.getAddress().getPort(), 8080);
        balancers.register("a", target);
        awaitVerdict(target, Verdict.HEALTHY);
        var slow = client.sendAsync(
                HttpRequest.newBuilder(url.resolve("/slow")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(entered.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        var drained = balancers.deregister("a", target);
        assertThat(get(url)).startsWith("503");
        assertThat(drained).isNotDone();
        assertThat(balancers.describe("a")).extracting(TargetDescription::state).containsExactly("draining");
        leave.countDown();
        assertThat(slow.get(Patience.SECONDS, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        drained.get(Patience.SECONDS, TimeUnit.SECONDS);
        assertThat(balancers.describe("a")).isEmpty();
        server.stop(0);
    }

    @Test
    void rulesAreAskedByPriorityAndTheDefaultOneLast() throws Exception {
        var url = listen(
                new Rule(Rule.DEFAULT, List.of(), new RuleAction.FixedResponse(404, "text/plain", "none")),
                new Rule(
                        2,
                        List.of(new Condition("path-pattern", "", List.of("/a*"))),
                        new RuleAction.FixedResponse(200, "text/plain", "second")),
                new Rule(
                        1,
                        List.of(new Condition("path-pattern", "", List.of("/ab*"))),
                        new RuleAction.FixedResponse(200, "text/plain", "first")),
                new Rule(
                        3,
                        List.of(new Condition("path-pattern", "", List.of("/old/*"))),
                        new RuleAction.Redirect(301, "http://#{host}:#{port}/new/#{path}?#{query}")),
                new Rule(
                        4,
                        List.of(new Condition("path-pattern", "", List.of("/login"))),
                        new RuleAction.Unsupported("authenticate-oidc")));
        assertThat(get(url.resolve("/abc"))).isEqualTo("200 first");
        assertThat(get(url.resolve("/a"))).isEqualTo("200 second");
        assertThat(get(url.resolve("/z"))).isEqualTo("404 none");
        assertThat(get(url.resolve("/login")))
                .isEqualTo("501 action authenticate-oidc is not served on the local cloud");
        var moved = client.send(
                HttpRequest.newBuilder(url.resolve("/old/x?y=1")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(moved.headers().firstValue("Location")).hasValue(url + "/new/old/x?y=1");
    }

    @Test
    void aTakenPortIsReplacedByAFreeOneAndADeletedListenerCloses() throws Exception {
        var server = serve("taken");
        var taken = server.getAddress().getPort();
        balancers.apply(new BalancerConfiguration(
                List.of(new Listener("listener", "lb", taken, "HTTP", List.of(forwardTo("a")))), List.of(group("a"))));
        assertThat(balancers.urls()).containsOnlyKeys("listener");
        assertThat(balancers.urls().values()).noneMatch(url -> url.getPort() == taken);
        balancers.apply(BalancerConfiguration.EMPTY);
        assertThat(balancers.urls()).isEmpty();
        server.stop(0);
    }

    @Test
    void aSimulatedTargetIsHealthyAndSaysThatNothingAnswers() throws Exception {
        var url = listen(forwardTo("a"));
        balancers.register("a", new Target("t", 0, 8080));
        assertThat(get(url)).isEqualTo("503 task t is simulated: no container engine answers on this machine");
        assertThat(balancers.describe("a"))
                .extracting(TargetDescription::state, TargetDescription::description)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "healthy", "simulated: no container engine answers on this machine"));
    }
}
