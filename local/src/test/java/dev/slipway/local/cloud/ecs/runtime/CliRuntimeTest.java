package dev.slipway.local.cloud.ecs.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliRuntimeTest {
    /** Answers in order; an unexpected command fails. */
    private static final class Script implements CommandLine {
        private final List<List<String>> commands = new ArrayList<>();
        private final List<Map<String, String>> environments = new ArrayList<>();
        private final List<Outcome> answers;

        Script(Outcome... answers) {
            this.answers = new ArrayList<>(List.of(answers));
        }

        @Override
        public Outcome run(List<String> command, Map<String, String> environment, Duration timeout) {
            commands.add(List.copyOf(command));
            environments.add(new TreeMap<>(environment));
            if (answers.isEmpty()) {
                throw new AssertionError("unexpected command " + command);
            }
            return answers.remove(0);
        }

        @Override
        public Process start(List<String> command) {
            throw new AssertionError("unexpected command " + command);
        }
    }

    private static CommandLine.Outcome ok(String output) {
        return new CommandLine.Outcome(0, output, "");
    }

    private static CommandLine.Outcome refused(String error) {
        return new CommandLine.Outcome(125, "", error);
    }

    private static CliRuntime podman(Script script) {
        return new CliRuntime(Engine.PODMAN, script, "4.3.1", ImageArchives.NONE);
    }

    private static ContainerSpec spec(ContainerNetwork network, Map<String, String> environment) {
        return new ContainerSpec(
                "web",
                "127.0.0.1:4566/web:1",
                List.of("/bin/sh", "-c"),
                List.of("serve"),
                environment,
                "/service",
                "1000",
                true,
                true,
                network,
                Map.of(Labels.CLOUD, "c"));
    }

    @Test
    void aContainerStartsWithValuesOutOfTheCommandLine() throws Exception {
        var script = new Script(ok("0123\n"));
        var id = podman(script)
                .start(spec(
                        new ContainerNetwork.Published(Set.of(8080, 443)),
                        Map.of("PASSWORD", "s3cret", "PATH", "/usr/bin")));
        assertThat(id).isEqualTo("0123");
        assertThat(script.commands.get(0))
                .containsExactly(
                        "podman",
                        "--runtime",
                        "runc",
                        "run",
                        "--detach",
                        "--ulimit",
                        "nofile=1024:1024",
                        "--ulimit",
                        "nproc=1024:1024",
                        "--log-driver=k8s-file",
                        "--pull=never",
                        "--name",
                        "web",
                        "--label",
                        "dev.slipway.cloud=c",
                        "--publish",
                        "127.0.0.1::443",
                        "--publish",
                        "127.0.0.1::8080",
                        "--read-only",
                        "--init",
                        "--workdir",
                        "/service",
                        "--user",
                        "1000",
                        "--env",
                        "PASSWORD",
                        "--env",
                        "PATH=/usr/bin",
                        "--entrypoint",
                        "/bin/sh",
                        "127.0.0.1:4566/web:1",
                        "-c",
                        "serve");
        assertThat(script.environments.get(0)).containsExactly(Map.entry("PASSWORD", "s3cret"));
    }

    @Test
    void aRefusedStartLeavesNothingBehind() {
        var script = new Script(refused("Error: crun: boom\n"), ok(""));
        assertThatThrownBy(() -> podman(script).start(spec(new ContainerNetwork.Host(), Map.of())))
                .isInstanceOf(ContainerFailure.class)
                .hasMessage("crun: boom");
        assertThat(script.commands.get(1))
                .containsExactly("podman", "--runtime", "runc", "rm", "--force", "--time", "0", "--volumes", "web");
    }

    @Test
    void aLoginIsNotOnTheCommandLine() throws Exception {
        var script = new Script(ok(""));
        podman(script).pull(new ImagePull("127.0.0.1:4566/web:1", new RegistryCredentials("AWS", "token")));
        var command = script.commands.get(0);
        assertThat(command.subList(0, 6))
                .containsExactly("podman", "--runtime", "runc", "pull", "--quiet", "--tls-verify=false");
        assertThat(command.get(6)).isEqualTo("--authfile");
        assertThat(command).hasSize(9).last().isEqualTo("127.0.0.1:4566/web:1");
        assertThat(String.join(" ", command)).doesNotContain("token");
        assertThat(Path.of(command.get(7))).doesNotExist();
        assertThat(new RegistryCredentials("AWS", "token")).hasToString("AWS:***");
    }

    @Test
    void anImageOfThisMachineIsNotPulled() throws Exception {
        var script = new Script(ok("sha256:0"));
        podman(script).pull(new ImagePull("localhost/web:1", null));
        assertThat(script.commands)
                .containsExactly(List.of(
                        "podman", "--runtime", "runc", "image", "inspect", "--format", "{{.Id}}", "localhost/web:1"));
    }

    @Test
    void anImageThatTheEngineLacksIsLoadedFromItsArchive(@TempDir Path folder) throws Exception {
        var archive = Files.writeString(folder.resolve("first.tar"), "");
        var absent = refused("Error: no such image");
        var archives = new ImageArchives(folder);

        var script = new Script(absent, ok("Loaded image"));
        new CliRuntime(Engine.PODMAN, script, "4.3.1", archives)
                .pull(new ImagePull("localhost/slipway/first:latest", null));
        assertThat(script.commands.get(1))
                .containsExactly("podman", "--runtime", "runc", "load", "--quiet", "--input", archive.toString());

        for (var elsewhere : List.of(
                "localhost/slipway/second",
                "localhost/first",
                "localhost/slipway/../first",
                "localhost/slipway/first:2")) {
            var refusing = new CliRuntime(Engine.PODMAN, new Script(absent), "4.3.1", archives);
            assertThatThrownBy(() -> refusing.pull(new ImagePull(elsewhere, null)))
                    .isInstanceOf(ContainerFailure.class)
                    .hasMessage("no such image");
        }
    }

    @Test
    void whatTheEngineKnowsIsRead() throws Exception {
        var script = new Script(
                ok(
                        """
                [{"Id": "0123", "ImageDigest": "sha256:ab",
                  "State": {"Running": false, "ExitCode": 3, "StartedAt": "2026-01-01T12:00:00.5+01:00"},
                  "Config": {"Labels": {"dev.slipway.task": "t"}},
                  "NetworkSettings": {"Ports": {"8080/tcp": [{"HostIp": "127.0.0.1", "HostPort": "40001"}], "53/udp": null}}}]"""));
        assertThat(podman(script).inspect("0123"))
                .isEqualTo(new ContainerInfo(
                        "0123",
                        Map.of("dev.slipway.task", "t"),
                        false,
                        3,
                        Instant.parse("2026-01-01T11:00:00.5Z"),
                        Map.of(8080, 40001),
                        "sha256:ab"));
    }

    @Test
    void aContainerThatIsGoneIsNoError() throws Exception {
        var gone = "Error: no container with name or ID \"x\" found: no such container";
        assertThat(podman(new Script(refused(gone))).inspect("x")).isNull();
        podman(new Script(refused(gone))).stop("x", Duration.ofSeconds(1));
        podman(new Script(refused(gone))).remove("x");
    }

    @Test
    void linesCarryTheirTime() {
        assertThat(CliRuntime.parseLine("2026-01-01T12:00:00.123456789+01:00 hello  world"))
                .isEqualTo(new LogLine(Instant.parse("2026-01-01T11:00:00.123456789Z"), "hello  world"));
    }

    @Test
    void dockerComesFirstThenPodmanThenNothing() throws Exception {
        var engines = List.of(Engine.DOCKER, Engine.PODMAN);
        assertThat(Runtimes.find(new Script(ok("28.2.2\n")), engines))
                .contains(new Runtimes.Answering(Engine.DOCKER, "28.2.2"));
        assertThat(Runtimes.find(new Script(refused("no daemon"), ok("4.3.1\n")), engines))
                .contains(new Runtimes.Answering(Engine.PODMAN, "4.3.1"));
        assertThat(Runtimes.find(new Script(refused("no daemon"), refused("broken")), engines))
                .isEmpty();
    }
}
