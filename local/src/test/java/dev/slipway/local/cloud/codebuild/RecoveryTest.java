package dev.slipway.local.cloud.codebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.AccessControl;
import dev.slipway.local.cloud.access.OnBehalf;
import dev.slipway.local.cloud.access.ServiceSessions;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codebuild.BuildTable.Row;
import dev.slipway.local.cloud.codebuild.execution.EngineSettings;
import dev.slipway.local.cloud.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next start makes of builds that a kill cut short. */
class RecoveryTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:10Z"), ZoneOffset.UTC);
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:1");

    private final List<String> events = new ArrayList<>();
    private final Path folder;

    RecoveryTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static ObjectNode build(String id, String status) throws Exception {
        var arn = "arn:aws:codebuild:us-east-1:000000000000:build/" + id;
        var build = (ObjectNode) new ObjectMapper()
                .readTree(
                        """
                        {"projectName":"shop","buildStatus":"%s","buildComplete":%s,"currentPhase":"BUILD","phases":[
                        {"phaseType":"SUBMITTED","phaseStatus":"SUCCEEDED","startTime":1795435200.0,"endTime":1795435201.0,
                        "durationInSeconds":1,"contexts":[{"statusCode":"","message":""}]},
                        {"phaseType":"BUILD","startTime":1795435203.0}]}"""
                                .formatted(status, !status.equals("IN_PROGRESS")));
        return build.put("id", id).put("arn", arn);
    }

    private void recover(Store store) throws Exception {
        try (var clients = new CloudClients(ENDPOINT);
                var builds = Builds.open(
                        store,
                        new BuildCloud(
                                new OnBehalf(mock(AccessControl.class), mock(ServiceSessions.class), clients),
                                event -> events.add(event.detailType() + " "
                                        + event.detail().path("build-id").asText() + " "
                                        + event.detail().path("build-status").asText())),
                        new EngineSettings(folder.resolve("builds"), ENDPOINT, List.of(), 1, 1, null, null, null),
                        CLOCK)) {
            builds.recover();
        }
    }

    @Test
    void endsBuildsThatRanAsFaultsAndTellsEachEndOnce() throws Exception {
        try (var store = Store.open(folder.resolve("journal"))) {
            store.write(transaction -> {
                try {
                    BuildTable.put(
                            transaction,
                            new Row("us-east-1", build("shop:ran", "IN_PROGRESS"), Optional.of(Json.object()), false));
                    BuildTable.put(
                            transaction, new Row("us-east-1", build("shop:untold", "FAILED"), Optional.empty(), true));
                    BuildTable.put(
                            transaction,
                            new Row("us-east-1", build("shop:told", "SUCCEEDED"), Optional.empty(), false));
                } catch (Exception e) { // readTree declares it
                    throw new IllegalStateException(e);
                }
                return store;
            });
            recover(store);
            recover(store);

            assertThat(events)
                    .containsExactly(
                            "CodeBuild Build State Change arn:aws:codebuild:us-east-1:000000000000:build/shop:ran FAULT",
                            "CodeBuild Build State Change arn:aws:codebuild:us-east-1:000000000000:build/shop:untold FAILED");
            var ran = store.read(view -> BuildTable.find(view, "us-east-1", "shop:ran"))
                    .orElseThrow();
            assertThat(ran.unannounced()).isFalse();
            assertThat(ran.input()).isPresent();
            assertThat(ran.build().path("buildStatus").asText()).isEqualTo("FAULT");
            assertThat(ran.build().path("buildComplete").asBoolean()).isTrue();
            assertThat(ran.build().path("currentPhase").asText()).isEqualTo("COMPLETED");
            assertThat(ran.build().path("phases").get(1))
                    .hasToString(
                            "{\"phaseType\":\"BUILD\",\"startTime\":1.795435203E9,\"phaseStatus\":\"FAULT\",\"endTime\":1.79543521E9,\"durationInSeconds\":7,\"contexts\":[{\"statusCode\":\"INTERNAL_SERVICE_ERROR\",\"message\":\"the local cloud ended while the build ran; nothing of it goes on: start it again\"}]}");
        }
    }
}
