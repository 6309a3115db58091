package dev.slipway.local.cloud.ecs.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Command;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The sample service's image, built here from samples/web without any network. */
final class Sample {
    private static final Path FOLDER =
            Path.of("..", "samples", "web").toAbsolutePath().normalize();

    private Sample() {}

    /** Builds it in the images of an engine: podman, or a cloud's own. */
    static String build(String engine, String version) throws IOException, InterruptedException {
        run(List.of("sh", "base/build", engine));
        var image = "localhost/slipway-test/web:" + version;
        run(List.of(
                engine,
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
        var builder = new ProcessBuilder(command).directory(FOLDER.toFile());
        // A build needs no isolation beyond a root folder of its own, and a sandbox may allow no more.
        builder.environment().put("BUILDAH_ISOLATION", "chroot");
        var ended = Command.run(Patience.LIMIT, builder);
        assertThat(ended.exitCode()).as("%s: %s", command, ended.output()).isZero();
    }
}
