package dev.slipway.local.cloud.codebuild.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.codebuild.execution.model.BuildRequest;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that run builds. */
abstract class EngineTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    final TestCloud cloud = new TestCloud();

    @SuppressWarnings("NullAway.Init")
    BuildEngine engine;

    @BeforeEach
    void startEngine() throws IOException, InterruptedException {
        engine = BuildEngine.start(settings(), Clock.systemUTC());
    }

    EngineSettings settings() {
        return new EngineSettings(folder, URI.create("http://127.0.0.1:4566"), List.of(), 2, 10, null, null, null);
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    BuildSnapshot run(TestBuild build) throws Exception {
        BuildRequest request = build.request();
        engine.start(request, cloud.ports());
        assertThat(engine.await(request.id(), 120, TimeUnit.SECONDS)).isTrue();
        return cloud.last();
    }
}
