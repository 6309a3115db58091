package dev.slipway.local.cloud.ecs.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The sample service's image, built here from samples/web without any network. */
final class Sample {
    private static final Path FOLDER =
            Path.of("..", "samples", "web").toAbsolutePath().normalize();

    private Sample() {}

    static String build(String version) throws IOException, InterruptedException {
        run(List.of("sh", "base/build", "podman"));
        var image = "localhost/slipway-test/web:" + version;
        run(List.of(
                "podman",
                "build",
                "--quiet",
                "--build-arg",
                "BASE=localhost/slipway/busybox",
                "--build-arg",
                "VERSION=" + version,
                "--tag",
                image,
                "."));
        return image;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
        // A build needs no isolation beyond a root folder of its own, and a sandbox may allow no more.
        builder.environment().put("BUILDAH_ISOLATION", "chroot");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("%s ends", command)
                .isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, output).isZero();
    }
}
