package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What these tests do on a machine that has none of the tools: they are skipped before they use one, or fail where one is required. */
class ToolsTest {
    private static final String ENGINE = "no podman that answers on this machine: apt-get install podman";
    private static final String RUNC = "no runc on this machine: apt-get install runc";
    private static final String BUSYBOX = "no busybox on this machine: apt-get install busybox-static";
    private static final String REGISTRY = "no docker-registry on this machine: apt-get install docker-registry";
    private static final String CHROMIUM = "no chromium on this machine: apt-get install chromium";
    private static final String DRIVER = "no chromedriver on this machine: apt-get install chromium-driver";

    private static final Map<String, List<String>> NEEDS = Map.of(
            "DockerBuildTest", List.of(ENGINE, RUNC, REGISTRY, BUSYBOX),
            "RegistryCacheTest", List.of(ENGINE, RUNC, BUSYBOX),
            "PodmanServiceTest", List.of(ENGINE, BUSYBOX),
            "ConnectedServiceTest", List.of(ENGINE, BUSYBOX),
            "KilledServeTest", List.of(ENGINE, BUSYBOX),
            "BrowserTest", List.of(CHROMIUM, DRIVER));

    private static Map<String, String> run(String mode) {
        var cloud = "dev.slipway.local.cloud.";
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        selectClass(cloud + "codebuild.execution.DockerBuildTest"),
                        selectClass(cloud + "RegistryCacheTest"),
                        selectClass(cloud + "ecs.control.PodmanServiceTest"),
                        selectClass(cloud + "ecs.control.ConnectedServiceTest"),
                        selectClass(cloud + "ecs.control.KilledServeTest"),
                        selectClass(cloud + "page.BrowserTest"))
                .configurationParameter("slipway.tools.path", "/nowhere")
                .configurationParameter("SLIPWAY_CONTAINERS", mode)
                .configurationParameter("SLIPWAY_BROWSER", mode)
                .build();
        var results = new TreeMap<String, String>();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(request, new TestExecutionListener() {
                    @Override
                    public void executionSkipped(TestIdentifier one, String reason) {
                        results.put(one.getDisplayName(), reason);
                    }

                    @Override
                    public void executionFinished(TestIdentifier one, TestExecutionResult result) {
                        result.getThrowable()
                                .map(thrown -> String.valueOf(thrown.getMessage()))
                                .ifPresent(message -> results.put(one.getDisplayName(), message));
                        if (one.isTest()) {
                            results.put(one.getDisplayName(), "it ran");
                        }
                    }
                });
        return results;
    }

    @Test
    void withoutToolsTheTestsThatNeedThemAreSkippedAndSayWhatToInstall() {
        var expected = new TreeMap<String, String>();
        NEEDS.forEach((name, reasons) -> expected.put(name, String.join("; ", reasons)));
        assertThat(run("optional")).isEqualTo(expected);
    }

    @Test
    void whereToolsAreRequiredTheyFail() {
        var results = run("required");
        assertThat(results.keySet()).isEqualTo(NEEDS.keySet());
        NEEDS.forEach((name, reasons) ->
                assertThat(results.get(name)).contains(String.join("; ", reasons) + ", but SLIPWAY_"));
    }
}
