package dev.slipway.local.cloud.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.access.ServiceSessions;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codepipeline.PipelineStarts;
import dev.slipway.local.cloud.events.Delivery.State;
import dev.slipway.local.cloud.ministack.Ministack;
import dev.slipway.local.cloud.ministack.MinistackEvents;
import dev.slipway.local.cloud.ministack.PythonEnvironment;
import dev.slipway.local.cloud.ministack.Upstream;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Rules of ministack, and targets behind the seams of roles and pipelines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventBridgeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "arn:aws:iam::000000000000:role/starter";
    private static final String PIPELINE = "arn:aws:codepipeline:us-east-1:000000000000:";
    private static final String RULE = "arn:aws:events:us-east-1:000000000000:rule/";

    /** A start of a pipeline as the engine sees it, without the token. */
    private record Start(String pipelineArn, String ruleArn, ObjectNode input, String principal) {}

    private final Path state;
    private final Store store;
    private final Ministack ministack;
    private final EventBridgeClient events;
    private final CloudClients clients = new CloudClients(URI.create("http://127.0.0.1:1"));
    private final BlockingQueue<Start> starts = new LinkedBlockingQueue<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final Watchers watchers = new Watchers();
    private EventBridge bus;

    EventBridgeTest(@TempDir Path folder) throws Exception {
        state = folder;
        store = Store.open(state.resolve("journal"));
        var python = Path.of(System.getProperty("slipway.python", System.getenv("SLIPWAY_PYTHON")));
        ministack = Ministack.start(PythonEnvironment.inspect(python), state.resolve("ministack"), 4702);
        ministack.awaitReady();
        events = EventBridgeClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + ministack.port()))
                .overrideConfiguration(c -> c.putHeader(Upstream.GATE, ministack.key()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        bus = bus();
    }

    private EventBridge bus() {
        return new EventBridge(
                store,
                new MinistackEvents(ministack),
                new Roles(),
                clients,
                watchers,
                Clock.systemUTC(),
                Duration.ofMillis(5));
    }

    private static final class Roles implements ServiceSessions {
        @Override
        public Credential assume(String roleArn, String service, String sessionName, String sourceArn) {
            if (!roleArn.equals(ROLE)) {
                throw new AccessDenied("no trust for %s in %s".formatted(service, roleArn));
            }
            return new Credential("ASIA", "secret", "token", null, roleArn + " as " + service + " for " + sourceArn);
        }

        @Override
        public Credential assume(String roleArn, Credential caller, String sessionName) {
            throw new UnsupportedOperationException();
        }
    }

    /** One rule for the branch "watched", with a target that is busy until it is ready, and one that refuses. */
    private static final class Watchers implements FurtherRules {
        private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
        private volatile boolean ready;

        @Override
        public List<Message> messages(Transaction view, ObjectNode event) {
            return event.at("/detail/referenceName").asText().equals("watched")
                    ? List.of(
                            new Message("rule:one", "topic:first", "hello"),
                            new Message("rule:one", "topic:refusing", "hello"))
                    : List.of();
        }

        @Override
        public Outcome send(Message message) {
            if (message.targetArn().endsWith("refusing")) {
                return new Outcome.Refused("no");
            }
            if (!ready) {
                return new Outcome.Later("not yet");
            }
            sent.add(message.ruleArn() + " " + message.targetArn() + " " + message.text());
            return new Outcome.Taken("sent");
        }
    }

    private final PipelineStarts engine = (pipelineArn, ruleArn, token, input, caller) -> {
        switch (pipelineArn.substring(PIPELINE.length())) {
            case "gone" -> throw new AwsException("PipelineNotFoundException", "gone does not exist");
            case "busy" -> {
                if (tokens.merge(token, "x", String::concat).length() < 3) {
                    throw new AwsException("ConcurrentModificationException", "busy is being changed");
                }
            }
            case "jammed" -> throw new AwsException("ThrottlingException", "slow down");
            default -> {}
        }
        // As the engine does, for an event is delivered at least once.
        if (started.add(token)) {
            starts.add(new Start(pipelineArn, ruleArn, input, caller.principalArn()));
        }
        return "execution-of-" + pipelineArn.substring(PIPELINE.length());
    };

    @BeforeEach
    void startBus() {
        starts.clear();
        bus = bus();
        bus.start(engine);
    }

    @AfterEach
    void stopBus() throws InterruptedException {
        bus.close();
        for (var rule : events.listRules(r -> {}).rules()) {
            var ids = events.listTargetsByRule(r -> r.rule(rule.name())).targets().stream()
                    .map(Target::id)
                    .toList();
            events.removeTargets(r -> r.rule(rule.name()).ids(ids));
            events.deleteRule(r -> r.name(rule.name()));
        }
    }

    @AfterAll
    void stop() throws Exception {
        clients.close();
        ministack.close();
        store.close();
    }

    private void rule(String name, String pattern, Target... targets) {
        events.putRule(r -> r.name(name).eventPattern(pattern));
        events.putTargets(r -> r.rule(name).targets(targets));
    }

    private static Target.Builder pipeline(String name) {
        return Target.builder().id(name).arn(PIPELINE + name).roleArn(ROLE);
    }

    private static EventBus.Event pushed(String branch) {
        var detail = Json.object().put("event", "referenceUpdated").put("referenceName", branch);
        return new EventBus.Event(
                "us-east-1",
                "aws.codecommit",
                "CodeCommit Repository State Change",
                List.of("arn:aws:codecommit:us-east-1:000000000000:app"),
                detail,
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    private Start next() throws InterruptedException {
        var start = starts.poll(20, TimeUnit.SECONDS);
        assertThat(start).as("a start within 20 s").isNotNull();
        return Objects.requireNonNull(start);
    }

    private Delivery over(String target) throws InterruptedException {
        for (int tries = 0; tries < 400; tries++) {
            var found = bus.newest(1_000).stream()
                    .filter(delivery -> delivery.targetArn().endsWith(":" + target))
                    .filter(delivery -> delivery.state() != State.PENDING)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no delivery to " + target + " is over");
    }

    private static String principal(String rule) {
        return ROLE + " as events.amazonaws.com for " + RULE + rule;
    }

    @Test
    void startsThePipelineOfARuleThatMatchesAsItsRoleAndNoOther() throws Exception {
        rule(
                "main",
                "{\"detail\":{\"referenceName\":[\"main\"]}}",
                pipeline("app").build());
        rule(
                "tags",
                "{\"detail\":{\"referenceName\":[{\"prefix\":\"v\"}]}}",
                pipeline("release").build());
        rule("off", "{\"source\":[\"aws.codecommit\"]}", pipeline("never").build());
        events.disableRule(r -> r.name("off"));
        assertThat(events.describeRule(r -> r.name("off")).state()).isEqualTo(RuleState.DISABLED);
        bus.put(pushed("other"));
        bus.put(pushed("v1"));
        bus.put(pushed("main"));
        assertThat(List.of(next(), next()))
                .containsExactlyInAnyOrder(
                        new Start(PIPELINE + "release", RULE + "tags", Json.object(), principal("tags")),
                        new Start(PIPELINE + "app", RULE + "main", Json.object(), principal("main")));
        assertThat(starts).isEmpty();
        var delivery = over("app");
        assertThat(delivery.result()).isEqualTo("execution-of-app");
        var event = delivery.event().deepCopy();
        assertThat(event.remove("id").asText()).hasSize(36);
        assertThat(event)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"version":"0","source":"aws.codecommit","account":"000000000000","time":"2026-01-02T03:04:05Z",
                                "region":"us-east-1","resources":["arn:aws:codecommit:us-east-1:000000000000:app"],
                                "detail-type":"CodeCommit Repository State Change",
                                "detail":{"event":"referenceUpdated","referenceName":"main"}}"""));
    }

    @Test
    void startsPipelinesForEventsOfCustomersToo() throws Exception {
        rule("orders", "{\"source\":[\"shop\"]}", pipeline("shop").build());
        events.putEvents(r -> r.entries(PutEventsRequestEntry.builder()
                .source("shop")
                .detailType("order")
                .detail("{}")
                .build()));
        assertThat(next()).isEqualTo(new Start(PIPELINE + "shop", RULE + "orders", Json.object(), principal("orders")));
        var refused = events.putEvents(r -> r.entries(PutEventsRequestEntry.builder()
                .source("aws.codecommit")
                .detailType("forged")
                .detail("{}")
                .build()));
        assertThat(refused.failedEntryCount()).isEqualTo(1);
    }

    @Test
    void passesRevisionsAndVariablesThatTheInputGives() throws Exception {
        rule(
                "transformed",
                "{\"detail\":{\"referenceName\":[\"main\"]}}",
                pipeline("transformed")
                        .inputTransformer(
                                t -> t.inputPathsMap(Map.of("b", "$.detail.referenceName"))
                                        .inputTemplate(
                                                "{\"sourceRevisions\":{\"actionName\":\"Source\",\"revisionValue\":<b>},\"name\":\"x\"}"))
                        .build());
        rule(
                "constant",
                "{\"detail\":{\"referenceName\":[\"dev\"]}}",
                pipeline("constant")
                        .input("{\"variables\":[{\"name\":\"a\",\"value\":\"b\"}]}")
                        .build());
        bus.put(pushed("main"));
        assertThat(next().input())
                .isEqualTo(JSON.readTree(
                        "{\"sourceRevisions\":[{\"actionName\":\"Source\",\"revisionValue\":\"main\"}]}"));
        bus.put(pushed("dev"));
        assertThat(next().input()).isEqualTo(JSON.readTree("{\"variables\":[{\"name\":\"a\",\"value\":\"b\"}]}"));
    }

    @Test
    void tellsWhatATargetRefused() throws Exception {
        rule(
                "refused",
                "{\"detail\":{\"referenceName\":[\"refused\"]}}",
                pipeline("gone").build(),
                pipeline("roleless").roleArn(null).build(),
                pipeline("untrusting").roleArn(ROLE + "2").build(),
                pipeline("garbled").input("[]").build(),
                Target.builder()
                        .id("topic")
                        .arn("arn:aws:sns:us-east-1:000000000000:none")
                        .build(),
                pipeline("jammed").retryPolicy(p -> p.maximumRetryAttempts(2)).build());
        bus.put(pushed("refused"));
        assertThat(over("gone").result()).isEqualTo("PipelineNotFoundException: gone does not exist");
        assertThat(over("roleless").result())
                .isEqualTo("target roleless of " + RULE + "refused has no role, expected one that may start " + PIPELINE
                        + "roleless: give RoleArn in PutTargets");
        assertThat(over("untrusting").result()).isEqualTo("no trust for events.amazonaws.com in " + ROLE + "2");
        assertThat(over("garbled").result()).isEqualTo("the rule's input is '[]', expected a JSON object");
        assertThat(over("none").result())
                .isEqualTo("EventBridge → SNS: topic arn:aws:sns:us-east-1:000000000000:none not found");
        assertThat(over("jammed").result()).isEqualTo("given up after 3 calls: ThrottlingException: slow down");
        assertThat(starts).isEmpty();
    }

    @Test
    void callsABusyTargetAgain() throws Exception {
        rule(
                "busy",
                "{\"detail\":{\"referenceName\":[\"busy\"]}}",
                pipeline("busy").build());
        bus.put(pushed("busy"));
        assertThat(next().pipelineArn()).isEqualTo(PIPELINE + "busy");
        var delivery = over("busy");
        assertThat(delivery.state()).isEqualTo(State.DELIVERED);
        assertThat(delivery.attempts()).isEqualTo(3);
    }

    @Test
    void deliversOnceWhatAStopLeft() throws Exception {
        rule(
                "late",
                "{\"detail\":{\"referenceName\":[\"late\"]}}",
                pipeline("late").build());
        bus.close();
        bus.put(pushed("late"));
        bus = bus();
        bus.start(engine);
        assertThat(next().pipelineArn()).isEqualTo(PIPELINE + "late");
        assertThat(over("late").state()).isEqualTo(State.DELIVERED);
        bus.close();
        bus = bus();
        bus.start(engine);
        rule(
                "marker",
                "{\"detail\":{\"referenceName\":[\"marker\"]}}",
                pipeline("marker").build());
        bus.put(pushed("marker"));
        assertThat(next().pipelineArn()).isEqualTo(PIPELINE + "marker");
    }

    @Test
    void keepsWhatFurtherRulesSendUntilTheirTargetsTakeIt() throws Exception {
        bus.put(pushed("watched"));
        assertThat(over("refusing"))
                .extracting(Delivery::state, Delivery::result, Delivery::ruleArn)
                .containsExactly(State.FAILED, "no", "rule:one");
        bus.close();
        assertThat(watchers.sent).isEmpty();
        watchers.ready = true;
        bus = bus();
        bus.start(engine);
        assertThat(watchers.sent.poll(20, TimeUnit.SECONDS)).isEqualTo("rule:one topic:first hello");
        assertThat(over("first"))
                .extracting(Delivery::state, Delivery::result)
                .containsExactly(State.DELIVERED, "sent");
        assertThat(over("first").event().path("detail-type").asText()).isEqualTo("CodeCommit Repository State Change");
        assertThat(watchers.sent).isEmpty();
    }
}
