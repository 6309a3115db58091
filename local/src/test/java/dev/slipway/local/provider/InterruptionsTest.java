package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Empty;
import dev.slipway.local.provider.aws.Clients;
import dev.slipway.local.provider.aws.Endpoint;
import dev.slipway.local.provider.property.Wire;
import dev.slipway.testing.Patience;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pulumirpc.Provider;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** Many calls at once, a call that is cancelled, a creation that fails half-way: nothing is lost. */
@Timeout(120)
class InterruptionsTest {
    private static final String SERVICE = "aws:ecs/service:Service";
    private static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

    @Test
    void cancelEndsAWaitAndTheServiceThatWasMadeIsKept() throws Exception {
        try (UnsteadyEcs ecs = new UnsteadyEcs();
                Plugin plugin = new Plugin(Map.of("AWS_ENDPOINT_URL", ecs.endpoint()))) {
            plugin.stub().configure(Provider.ConfigureRequest.getDefaultInstance());
            Map<String, Object> inputs = plugin.check(
                    SERVICE,
                    "unsteady",
                    Map.of(),
                    Map.of(
                            "name", "unsteady",
                            "cluster", "trial",
                            "taskDefinition", "web:1",
                            "desiredCount", 1L,
                            "waitForSteadyState", true));
            CompletableFuture<Plugin.Kept> creation =
                    CompletableFuture.supplyAsync(() -> plugin.create(SERVICE, "unsteady", inputs));
            assertThat(ecs.asked().await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(creation).isNotDone();
            plugin.stub().cancel(Empty.getDefaultInstance());

            Provider.ErrorResourceInitFailed failed = Plugin.initFailed(catchThrowableOfType(
                    ExecutionException.class, () -> creation.get(Patience.SECONDS, TimeUnit.SECONDS)));
            assertThat(failed.getReasonsList())
                    .containsExactly(
                            "cancelled while waiting for the service to reach a steady state; run the update again");
            assertThat(failed.getId()).isEqualTo(UnsteadyEcs.ARN);
            assertThat(Wire.decode(failed.getProperties())).containsEntry("desiredCount", 1L);
        }
    }

    @Test
    void whatWasMadeBeforeAFailureIsKeptAndFinishedByTheNextUpdate() throws IOException {
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            // AWS makes the log group and then refuses the retention, which the plugin's own check would have refused.
            Provider.ErrorResourceInitFailed failed = Plugin.initFailed(catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> plugin.create(LOG_GROUP, "half", Map.of("name", "half", "retentionInDays", 15L))));
            assertThat(failed.getReasonsList())
                    .singleElement()
                    .asString()
                    .startsWith("AWS answered InvalidParameterException");
            assertThat(failed.getId()).isEqualTo("half");
            Plugin.Kept half = new Plugin.Kept(
                    failed.getId(), Wire.decode(failed.getInputs()), Wire.decode(failed.getProperties()));
            assertThat(half.outputs())
                    .containsEntry("arn", "arn:aws:logs:us-east-1:000000000000:log-group:half")
                    .containsEntry("retentionInDays", 0L);

            Map<String, Object> corrected =
                    plugin.check(LOG_GROUP, "half", half.inputs(), Map.of("name", "half", "retentionInDays", 14L));
            assertThat(plugin.diff(LOG_GROUP, half.id(), half, corrected))
                    .isEqualTo(Map.of("retentionInDays", "UPDATE"));
            Plugin.Kept whole = new Plugin.Kept(half.id(), corrected, plugin.update(LOG_GROUP, half, corrected, false));
            assertThat(whole.outputs()).containsEntry("retentionInDays", 14L);
            plugin.delete(LOG_GROUP, whole);
        }
    }

    @Test
    void twentyCreationsAtOnceAllSucceed() throws IOException {
        ExecutorService engine = Executors.newFixedThreadPool(20);
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            List<CompletableFuture<Plugin.Kept>> creations = new ArrayList<>();
            TreeSet<String> asked = new TreeSet<>();
            for (int i = 0; i < 20; i++) {
                String name = "parallel-" + i;
                asked.add(name);
                creations.add(CompletableFuture.supplyAsync(
                        () -> create(plugin, LOG_GROUP, name, Map.of("name", name, "retentionInDays", 7L)), engine));
            }
            TreeMap<String, Plugin.Kept> made = new TreeMap<>();
            creations.forEach(creation -> {
                Plugin.Kept kept = creation.join();
                made.put(kept.id(), kept);
            });
            assertThat(made.keySet()).isEqualTo(asked);
            assertThat(parallelGroups())
                    .allMatch(group -> group.retentionInDays() == 7)
                    .extracting(LogGroup::logGroupName)
                    .containsExactlyInAnyOrderElementsOf(asked);
            CompletableFuture.allOf(made.values().stream()
                            .map(kept -> CompletableFuture.runAsync(() -> plugin.delete(LOG_GROUP, kept), engine))
                            .toArray(CompletableFuture[]::new))
                    .join();
            assertThat(parallelGroups()).isEmpty();
        } finally {
            engine.shutdownNow();
        }
    }

    private static List<LogGroup> parallelGroups() {
        return clients()
                .logs()
                .describeLogGroups(request -> request.logGroupNamePrefix("parallel-"))
                .logGroups();
    }

    private static Plugin.Kept create(Plugin plugin, String type, String name, Map<String, Object> program) {
        return plugin.create(type, name, plugin.check(type, name, Map.of(), program));
    }

    private static Clients clients() {
        return new Clients(Endpoint.of(TestCloud.endpoint()), "us-east-1", "test", "test", "");
    }
}
