package dev.slipway.local.cloud.ecs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.SteppingClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwaitedRuntimeTest {
    private static final ContainerSpec TASK = new ContainerSpec(
            "web",
            "image",
            null,
            null,
            Map.of(),
            null,
            null,
            false,
            false,
            new ContainerNetwork.Host(),
            Map.of(Labels.CLOUD, "cloud"));

    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");

    private static final class Empty implements CommandLine {
        @Override
        public Outcome run(List<String> command, Map<String, String> environment, Duration timeout) {
            return new Outcome(0, "", "");
        }

        @Override
        public Process start(List<String> command) {
            throw new UnsupportedOperationException("nothing runs in " + command);
        }
    }

    @Test
    void anEngineThatIsInstalledMeanwhileTakesOverAndKnowsNoSimulatedContainer() throws Exception {
        var simulated = new SimulatedRuntime(Clock.systemUTC());
        var found = new ArrayList<ContainerRuntime>(
                List.of(simulated, new CliRuntime(Engine.PODMAN, new Empty(), "5.0", ImageArchives.NONE)));
        // Each look at the clock is half a pause later than the one before.
        var clock = new SteppingClock(AT, AwaitedRuntime.PAUSE.dividedBy(2));
        var runtime = new AwaitedRuntime(simulated, () -> found.remove(0), clock);
        runtime.start(TASK);

        assertThat(runtime.list("cloud")).hasSize(1);
        assertThat(found).hasSize(2);
        assertThat(runtime.list("cloud")).hasSize(1);
        assertThat(found).hasSize(1);
        assertThat(runtime.simulated()).isTrue();
        assertThat(runtime.list("cloud")).hasSize(1);
        assertThat(runtime.list("cloud")).isEmpty();
        assertThat(found).isEmpty();
        assertThat(runtime.simulated()).isFalse();
        assertThat(runtime.description()).isEqualTo("podman 5.0");

        // Nothing is looked for any more: that would find nothing here.
        assertThat(runtime.list("cloud")).isEmpty();
        assertThat(runtime.list("cloud")).isEmpty();
        assertThat(runtime.list("cloud")).isEmpty();
    }
}
