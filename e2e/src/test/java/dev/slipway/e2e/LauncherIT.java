package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.NeedsTool;
import dev.slipway.testing.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The launcher refuses what it cannot do, names what is missing, and makes nothing half. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LauncherIT {
    private final Checkout checkout = Checkout.create("launcher");

    @BeforeAll
    void nothingRunsYet() {
        assertThat(checkout.slipway("local", "status").out()).isEqualTo("stopped\n");
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(checkout.slipway("help")
                        .ok()
                        .lines()
                        .filter(line -> line.matches("  [a-z].*"))
                        .map(line -> line.strip().replaceAll(" .*", "")))
                .containsExactly(
                        "demo",
                        "setup",
                        "preview",
                        "up",
                        "refresh",
                        "destroy",
                        "pulumi",
                        "local",
                        "local",
                        "local",
                        "local",
                        "show",
                        "clone",
                        "watch",
                        "logs",
                        "history",
                        "start",
                        "approve",
                        "retry",
                        "stop",
                        "rehearse",
                        "prove",
                        "test",
                        "bench",
                        "help");
    }

    @Test
    void anUnknownCommandIsNamedWithTheKnownOnes() {
        assertThat(checkout.slipway("deploy").failed())
                .isEqualTo(
                        "slipway: error: no command 'deploy'; expected one of: demo setup preview up refresh destroy pulumi local show"
                                + " clone watch logs history start approve retry stop rehearse prove test bench help\n");
    }

    @Test
    void aStackMustBeNamed() {
        assertThat(checkout.slipway("up").failed())
                .isEqualTo("slipway: error: which stack? got: nothing; expected one of: dev local prod\n");
        assertThat(checkout.slipway("preview", "--diff").failed())
                .isEqualTo("slipway: error: which stack? got: --diff; expected one of: dev local prod\n");
    }

    @Test
    void anUnknownStackIsNamedWithTheKnownOnes() {
        assertThat(checkout.slipway("up", "staging").failed())
                .isEqualTo(
                        "slipway: error: no stack 'staging': there is no Pulumi.staging.yaml; expected one of: dev local prod\n");
    }

    @Test
    void aStoppedLocalCloudIsSaidWithTheRemedy() {
        assertThat(checkout.slipway("up", "local", "--yes").failed())
                .isEqualTo("slipway: error: the local cloud does not answer at " + checkout.endpoint()
                        + ": start it with ./slipway local start\n");
        assertThat(checkout.slipway("show").failed())
                .isEqualTo("slipway: error: the local cloud does not answer at " + checkout.endpoint()
                        + ": start it with ./slipway local start\n");
    }

    @Test
    void aServiceMustBeNamed() {
        assertThat(checkout.slipway("watch", "local").failed())
                .isEqualTo(
                        "slipway: error: which service of stack 'local'? got: nothing; expected a name below slipway:services,"
                                + " as in ./slipway watch local web\n");
        assertThat(checkout.slipway("approve", "--reject").failed())
                .isEqualTo("slipway: error: which stack? got: --reject; expected one of: dev local prod\n");
        assertThat(checkout.slipway("stop", "local", "web").failed())
                .isEqualTo("slipway: error: the local cloud does not answer at " + checkout.endpoint()
                        + ": start it with ./slipway local start\n");
    }

    @Test
    void cloneSaysWhatItTakes() {
        assertThat(checkout.slipway("clone", "local").failed())
                .isEqualTo(
                        "slipway: error: which service of stack 'local'? got: nothing; expected a name below slipway:services,"
                                + " as in ./slipway clone local web\n");
        assertThat(checkout.slipway("clone", "local", "web", "--depth").failed())
                .isEqualTo("slipway: error: clone takes STACK SERVICE [FOLDER] and no flags; got: --depth\n");
        assertThat(checkout.slipway("clone", "local", "web", "a", "b").failed())
                .isEqualTo("slipway: error: clone takes STACK SERVICE [FOLDER]; got also: b\n");
    }

    @Test
    void everyCommandAboutExecutionsHasHelpWithoutACloud() {
        assertThat(checkout.slipway("watch", "--help").ok())
                .startsWith("Usage: ./slipway watch ")
                .contains("--wait");
    }

    @Test
    void everyMissingPrerequisiteIsNamedAtOnce() throws IOException {
        Path path = Files.createDirectory(checkout.root().resolve("bare-path"));
        for (String tool : List.of("bash", "dirname", "sed", "grep", "head", "awk", "cat", "env")) {
            Path found = find(tool);
            Files.createSymbolicLink(path.resolve(tool), found);
        }
        Result result = checkout.slipway(Map.of("PATH", path.toString()), "setup");
        assertThat(result.failed().lines().map(line -> line.replaceAll(
                                "^(slipway: error: missing: [A-Z][a-z']* ?[A-Z]*).*", "$1")
                        .strip()))
                .containsExactly(
                        "slipway: error: missing: a JDK, 17 or newer: no javac on PATH. Debian: apt-get install openjdk-17-jdk-headless;"
                                + " macOS: brew install openjdk@17; or https://adoptium.net",
                        "slipway: error: missing: Maven",
                        "slipway: error: missing: Python");
    }

    private static Path find(String tool) {
        for (String folder : List.of(System.getenv("PATH").split(":", -1))) {
            Path candidate = Path.of(folder, tool);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new AssertionError("no " + tool + " on PATH");
    }

    @Test
    void setupSaysNothingWhenAllIsThere() {
        checkout.slipway("setup").ok();
        Result again = checkout.slipway("setup");
        assertThat(again.ok()).isEmpty();
        assertThat(again.err()).isEmpty();
    }

    @Test
    void aPortThatIsNoPortIsRefused() {
        for (String port : List.of("http", "0", "65536", "-1")) {
            assertThat(checkout.slipway(Map.of("SLIPWAY_PORT", port), "local", "start")
                            .failed())
                    .isEqualTo(
                            "slipway: error: SLIPWAY_PORT is '" + port + "'; expected a port number from 1 to 65535\n");
        }
    }

    @Test
    void aBusyPortIsSaid() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> busy = Map.of("SLIPWAY_PORT", Integer.toString(other.getLocalPort()));
            assertThat(checkout.slipway(busy, "local", "start").failed())
                    .isEqualTo("slipway-local: port " + other.getLocalPort()
                            + " of 127.0.0.1 is in use: stop the program that listens there (./slipway local stop, if it is a"
                            + " local cloud), or set SLIPWAY_PORT\n"
                            + "slipway: error: the local cloud did not start: see above\n");
            assertThat(checkout.slipway(busy, "local", "status").failed())
                    .isEqualTo("slipway: error: port " + other.getLocalPort()
                            + " is busy with another program: stop it, or set SLIPWAY_PORT to a free port\n");
        }
    }

    @Test
    void aStateFolderThatCannotBeWrittenIsSaid() {
        checkout.write("a-file", "");
        String state = checkout.root().resolve("a-file/state").toString();
        assertThat(checkout.slipway(Map.of("SLIPWAY_STATE", state), "local", "start")
                        .failed())
                .isEqualTo("slipway: error: cannot write to " + state
                        + "/cloud: make it writable, or set SLIPWAY_STATE to a folder that is\n");
    }

    @Test
    void resetAsksBeforeItDeletes() {
        assertThat(checkout.slipway("local", "reset").failed())
                .isEqualTo(
                        "slipway: error: local reset deletes the local cloud and the local stacks' state: say --yes to confirm\n");
        assertThat(checkout.slipway("local", "reset", "--force").failed())
                .isEqualTo("slipway: error: local reset takes --yes or nothing; got: --force\n");
    }

    @Test
    @NeedsTool(Tool.CONTAINER_ENGINE)
    void resetRemovesTheImagesThatItsCloudPulledAndNoOthers() {
        String registry = "127.0.0.1:" + checkout.port();
        checkout.slipway("local", "start").ok();
        checkout.shell(
                        """
                        echo content >file && tar -cf image.tar file
                        %1$s import image.tar %2$s/team/pulled:1
                        %3$s import image.tar %2$s/team/other:1
                        """
                                .formatted(ofTheCloud(registry), registry, Containers.engine()))
                .ok();
        checkout.slipway("local", "stop").ok();

        assertThat(checkout.slipway("local", "reset", "--yes").ok()).isEmpty();

        assertThat(checkout.root().resolve(".slipway/cloud")).doesNotExist();
        assertThat(checkout.images(Integer.toString(checkout.port()))).containsExactly(registry + "/team/other:1");
        checkout.shell("%s image rm %s/team/other:1".formatted(Containers.engine(), registry))
                .ok();
    }

    @Test
    void theLocalCloudAndThePluginStartWithArchivesOfTheirClasses() {
        checkout.slipway("local", "start").ok();
        checkout.slipway("local", "stop").ok();

        Path built = Checkout.PROJECT.resolve("local/target");
        assertThat(List.of(built.resolve("slipway-local-cloud.jsa"), built.resolve("slipway-local-plugin.jsa")))
                .allSatisfy(archive -> assertThat(archive).isNotEmptyFile());
    }

    /** A cloud keeps its images in a store of its own under podman; those in Docker's are told by its list. */
    private String ofTheCloud(String registry) {
        if (!Containers.engine().equals("docker")) {
            return ".slipway/cloud/engine/podman";
        }
        checkout.write(".slipway/cloud/pulled-images", registry + "/team/pulled:1\n");
        return "docker";
    }

    @Test
    void envIsShellThatLeadsOtherClientsHere() {
        assertThat(checkout.slipway("local", "env").ok())
                .isEqualTo(
                        """
                        # use with: eval "$(./slipway local env)"
                        export AWS_ENDPOINT_URL=%1$s
                        export AWS_REGION=us-east-1
                        export AWS_DEFAULT_REGION=us-east-1
                        export AWS_ACCESS_KEY_ID=test
                        export AWS_SECRET_ACCESS_KEY=test
                        export AWS_EC2_METADATA_DISABLED=true
                        unset AWS_SESSION_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE
                        export GIT_CONFIG_COUNT=2
                        export GIT_CONFIG_KEY_0=credential.%1$s.helper GIT_CONFIG_VALUE_0=
                        export GIT_CONFIG_KEY_1=credential.%1$s.helper
                        export GIT_CONFIG_VALUE_1='!f() { [ "$1" != get ] || printf "username=%%s\\npassword=%%s\\n" "$AWS_ACCESS_KEY_ID${AWS_SESSION_TOKEN:+%%$AWS_SESSION_TOKEN}" "$AWS_SECRET_ACCESS_KEY"; }; f'
                        """
                                .formatted(checkout.endpoint()));
    }
}
