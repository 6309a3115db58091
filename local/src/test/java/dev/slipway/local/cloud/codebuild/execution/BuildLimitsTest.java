package dev.slipway.local.cloud.codebuild.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseContext;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseType;
import dev.slipway.testing.Patience;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BuildLimitsTest extends EngineTest {
    private final TestCloud other = new TestCloud();

    /** Starts a build that prints a line and then sleeps; waits for the line. */
    private TestBuild sleeping() throws Exception {
        CountDownLatch printed = new CountDownLatch(1);
        other.onLine = line -> {
            if (line.equals("asleep")) {
                printed.countDown();
            }
        };
        TestBuild build = TestBuild.ofCommands("echo asleep; sleep 100");
        engine.start(build.request(), other.ports());
        assertThat(printed.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        return build;
    }

    @Test
    void aBuildThatTakesTooLongTimesOut() throws Exception {
        TestBuild build = TestBuild.of(
                """
                version: 0.2
                phases:
                  build:
                    commands: [sleep 100]
                    finally: [echo finally]
                  post_build:
                    commands: [echo post]
                """);
        build.timeout = Duration.ofSeconds(2);
        BuildSnapshot ended = run(build);

        assertThat(ended.status()).isEqualTo(BuildStatus.TIMED_OUT);
        assertThat(ended.phases().stream()
                        .map(phase -> phase.type() + " " + phase.status())
                        .skip(4))
                .containsExactly(
                        "INSTALL SUCCEEDED",
                        "PRE_BUILD SUCCEEDED",
                        "BUILD TIMED_OUT",
                        "FINALIZING SUCCEEDED",
                        "COMPLETED null");
        assertThat(ended.phases().get(6).context())
                .isEqualTo(new PhaseContext("BUILD_TIMED_OUT", "Build has timed out. "));
        assertThat(cloud.output()).isEmpty();
    }

    @Test
    void aStoppedBuildEndsAtOnce() throws Exception {
        TestBuild build = sleeping();
        engine.stop(build.request().id());

        assertThat(engine.await(build.request().id(), 20, TimeUnit.SECONDS)).isTrue();
        BuildSnapshot ended = other.last();
        assertThat(ended.status()).isEqualTo(BuildStatus.STOPPED);
        assertThat(ended.phases().stream()
                        .filter(phase -> phase.status() == BuildStatus.STOPPED)
                        .map(BuildPhase::type))
                .containsExactly(PhaseType.BUILD);
    }

    @Test
    void aProjectHasItsLimitOfActiveBuilds() throws Exception {
        sleeping();
        TestBuild second = TestBuild.ofCommands("true");
        second.concurrentBuildLimit = 1;

        assertThatThrownBy(() -> engine.start(second.request(), cloud.ports()))
                .isInstanceOf(BuildLimitException.class)
                .hasMessage("Cannot have more than 1 active builds for the project");
        assertThat(cloud.events).isEmpty();
    }

    @Test
    void moreBuildsThanTheMachineTakesWaitInTheQueue() throws Exception {
        sleeping();
        TestBuild second = sleeping();
        TestBuild waiting = TestBuild.ofCommands("echo ran");
        engine.start(waiting.request(), cloud.ports());
        assertThat(engine.await(waiting.request().id(), 1, TimeUnit.SECONDS)).isFalse();
        assertThat(engine.find(waiting.request().id()).orElseThrow().currentPhase())
                .isEqualTo(PhaseType.QUEUED);

        engine.stop(second.request().id());

        assertThat(engine.await(waiting.request().id(), 30, TimeUnit.SECONDS)).isTrue();
        assertThat(cloud.last().status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.output()).containsExactly("ran");
    }

    @Test
    void aBuildThatWaitsTooLongTimesOut() throws Exception {
        sleeping();
        sleeping();
        TestBuild waiting = TestBuild.ofCommands("true");
        waiting.queuedTimeout = Duration.ofMillis(300);
        BuildSnapshot ended = run(waiting);

        assertThat(ended.status()).isEqualTo(BuildStatus.TIMED_OUT);
        assertThat(ended.phases().stream().map(phase -> phase.type() + " " + phase.status()))
                .containsExactly("SUBMITTED SUCCEEDED", "QUEUED TIMED_OUT", "COMPLETED null");
    }

    @Test
    void aWaitingBuildCanBeStopped() throws Exception {
        sleeping();
        sleeping();
        TestBuild waiting = TestBuild.ofCommands("true");
        engine.start(waiting.request(), cloud.ports());
        engine.stop(waiting.request().id());

        assertThat(engine.await(waiting.request().id(), 10, TimeUnit.SECONDS)).isTrue();
        assertThat(cloud.last().status()).isEqualTo(BuildStatus.STOPPED);
    }
}
