package dev.slipway.local.cloud.codebuild.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.codebuild.execution.container.ContainerEngine;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.CacheSettings;
import dev.slipway.testing.Command;
import dev.slipway.testing.NeededTools;
import dev.slipway.testing.NeedsTool;
import dev.slipway.testing.Patience;
import dev.slipway.testing.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Builds images for real. */
@NeedsTool({Tool.PODMAN, Tool.RUNC, Tool.DOCKER_REGISTRY, Tool.BUSYBOX})
class DockerBuildTest extends EngineTest {
    private static final String DOCKERFILE =
            """
            FROM scratch
            ARG VERSION
            COPY busybox /bin/busybox
            RUN ["/bin/busybox", "touch", "/made"]
            ENV VERSION=$VERSION
            CMD ["/bin/busybox", "echo", "hello"]
            """;

    private int port;
    private @Nullable Process registry;

    @BeforeEach
    @Override
    void startEngine() throws IOException, InterruptedException {
        NeededTools.assumeOfContainers(
                ContainerEngine.find().kind() == ContainerEngine.Kind.PODMAN,
                "builds use Docker on this machine, and these tests read what podman says");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path configuration = folder.resolve("registry.yml");
        Files.writeString(
                configuration,
                "version: 0.1\nstorage: {filesystem: {rootdirectory: " + folder.resolve("registry")
                        + "}}\nhttp: {addr: 127.0.0.1:" + port + "}\n");
        registry = new ProcessBuilder(Tool.DOCKER_REGISTRY.get().toString(), "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        for (int tries = 0; tries < 100 && !answers(); tries++) {
            assertThat(registry.isAlive())
                    .as(Files.readString(folder.resolve("registry.log")))
                    .isTrue();
            Thread.sleep(100);
        }
        super.startEngine();
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    EngineSettings settings() {
        return new EngineSettings(
                folder.resolve("engine"),
                URI.create("http://127.0.0.1:4566"),
                List.of("127.0.0.1:" + port),
                2,
                10,
                null,
                null,
                Files.isDirectory(folder.resolve("archives")) ? folder.resolve("archives") : null);
    }

    @AfterEach
    void stopRegistry() {
        if (registry != null) {
            registry.destroyForcibly();
        }
    }

    private TestBuild docker(String... commands) {
        TestBuild build = TestBuild.ofCommands(commands);
        build.privileged = true;
        cloud.file("Dockerfile", DOCKERFILE);
        return build;
    }

    @Test
    void dockersCommandsWorkInPrivilegedBuilds() throws Exception {
        String image = "127.0.0.1:" + port + "/app";
        BuildSnapshot ended = run(docker(
                "cp /bin/busybox .",
                "echo password | docker login --username AWS --password-stdin 127.0.0.1:" + port,
                "docker manifest inspect " + image + ":1 >/dev/null 2>&1 || echo absent",
                "docker buildx build --platform=linux/amd64 --progress plain --provenance=false --build-arg VERSION=1 -t "
                        + image
                        + ":1 --cache-to type=registry,ref=127.0.0.1:" + port
                        + "/cache:main,mode=max,image-manifest=true --push --metadata-file meta.json . >/dev/null 2>&1; echo built $?",
                "docker tag " + image + ":1 " + image + ":2; docker push " + image
                        + ":2 >/dev/null 2>&1; echo pushed $?",
                "docker manifest inspect " + image + ":2 >manifest.json && echo there",
                "digest=sha256:$(sha256sum <manifest.json | cut -c1-64); docker inspect --format='{{index .RepoDigests 0}}' "
                        + image + ":1 | grep -cxF " + image + "@$digest; grep -cF \"$digest\" meta.json",
                "docker inspect --format='{{.Config.Env}}' " + image + ":1",
                "docker pull " + image + ":2 >/dev/null 2>&1; echo pulled $?",
                "docker run --rm " + image + ":1 2>/dev/null"));

        assertThat(cloud.output())
                .containsExactly(
                        "Login Succeeded!",
                        "absent",
                        "built 0",
                        "pushed 0",
                        "there",
                        "1",
                        "1",
                        "[PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin VERSION=1]",
                        "pulled 0",
                        "hello");
        assertThat(ended.status()).isEqualTo(BuildStatus.SUCCEEDED);
    }

    @Test
    void layersAreKeptWhereTheProjectSaysSo() throws Exception {
        for (int i = 0; i < 2; i++) {
            TestBuild build = docker("cp /bin/busybox .; docker build -t app . 2>&1 | grep -c 'Using cache'; true");
            build.cache = new CacheSettings(Set.of(CacheSettings.Mode.LOCAL_DOCKER_LAYER_CACHE), null, 0);
            run(build);
        }
        for (int i = 0; i < 2; i++) {
            run(docker("cp /bin/busybox .; docker build -t app . 2>&1 | grep -c 'Using cache'; true"));
        }

        List<String> cached = cloud.output();
        assertThat(cached.get(0)).isEqualTo("0");
        assertThat(Integer.parseInt(cached.get(1))).isPositive();
        assertThat(cached.subList(2, 4)).containsExactly("0", "0");
    }

    @Test
    void aRegistryCacheServesBuildsThatKeepNoLayers() throws Exception {
        String cache = "type=registry,ref=127.0.0.1:" + port + "/cache:main";
        for (int i = 0; i < 2; i++) {
            TestBuild build = docker(
                    "cp /bin/busybox .; docker buildx build -t app --cache-from " + cache + " --cache-to " + cache
                            + ",mode=max . >log 2>&1; echo built $?",
                    "echo $(grep -c 'Pushing cache' log) pushed, $(grep -c 'Cache pulled' log) pulled");
            cloud.file("Dockerfile", DOCKERFILE.replaceAll("(ARG|ENV).*\n", ""));
            run(build);
        }

        assertThat(cloud.output()).containsExactly("built 0", "3 pushed, 0 pulled", "built 0", "0 pushed, 3 pulled");
    }

    @Test
    void buildsFindBaseImagesWithoutARegistry() throws Exception {
        engine.close();
        Path archives = Files.createDirectories(folder.resolve("archives"));
        Path store = folder.resolve("store");
        Command.Ended made = Command.run(
                Patience.LIMIT,
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "mkdir base && cp /bin/busybox base && printf 'FROM scratch\nCOPY busybox /bin/busybox\n' >base/Dockerfile && p='podman --root %s/root --runroot %s/run' && $p build -q -t localhost/base base && $p save -q -o %s/base.tar localhost/base"
                                        .formatted(store, store, archives))
                        .directory(folder.toFile()));
        assertThat(made.exitCode()).as(made.output()).isZero();
        super.startEngine();
        for (int i = 0; i < 2; i++) {
            TestBuild build = docker(
                    "printf 'FROM localhost/base\\nRUN [\"/bin/busybox\", \"touch\", \"/made\"]\\n' >Dockerfile",
                    "docker buildx build -t app . >log 2>&1 || cat log",
                    "docker image exists app && echo built",
                    "touch %s/x 2>/dev/null || echo read-only".formatted(folder.resolve("engine/images/store")));
            build.cache = new CacheSettings(Set.of(CacheSettings.Mode.LOCAL_DOCKER_LAYER_CACHE), null, 0);
            run(build);
        }

        assertThat(cloud.output()).containsExactly("built", "read-only", "built", "read-only");
    }

    @Test
    void aBuildThatIsNotPrivilegedFindsNoDaemon() throws Exception {
        BuildSnapshot ended = run(TestBuild.ofCommands("docker build ."));

        assertThat(ended.status()).isEqualTo(BuildStatus.FAILED);
        assertThat(cloud.output())
                .containsExactly(
                        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?");
    }

    @Test
    void aLoginWithoutPasswordFailsAsOnAws() throws Exception {
        run(docker("docker login -u AWS 127.0.0.1:" + port));

        assertThat(cloud.output()).containsExactly("Error: Cannot perform an interactive login from a non TTY device");
    }
}
