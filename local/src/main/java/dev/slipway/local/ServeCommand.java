package dev.slipway.local;

import dev.slipway.local.cloud.LocalCloud;
import dev.slipway.local.cloud.LocalCloudSettings;
import dev.slipway.local.cloud.StartFailure;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** Runs the local cloud in the foreground until it is told to stop. */
@Command(
        name = "serve",
        description = "Run the local cloud in the foreground.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints one line, \"ready http://127.0.0.1:PORT\", when every service answers.",
            "Exit codes: 2 wrong options, 3 port in use, 4 no usable Python, 5 ministack missing,",
            "6 state folder not usable, 7 state folder in use, 8 state damaged, 9 anything else."
        })
@NullUnmarked // picocli sets the fields
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:SLIPWAY_PORT:-4566}",
            description = "Loopback port; 0 takes a free one (default: 4566, or $SLIPWAY_PORT).")
    private int port;

    @Option(names = "--state", paramLabel = "DIR", required = true, description = "Folder that keeps the state.")
    private Path state;

    @Option(
            names = "--python",
            paramLabel = "PYTHON",
            required = true,
            description = "Python of the environment in which ministack is installed.")
    private Path python;

    @Option(
            names = "--build-tools",
            paramLabel = "DIR",
            description = "Python environment with the AWS CLI, for builds (default: what this machine has).")
    private Path buildTools;

    @Option(
            names = "--build-images",
            paramLabel = "DIR",
            description =
                    "Folder of image archives (*.tar) that builds and tasks find without pulling them (default: none).")
    private Path buildImages;

    @Option(
            names = "--containers",
            paramLabel = "ENGINE",
            defaultValue = "${env:SLIPWAY_CONTAINER_ENGINE:-auto}",
            description = {
                "What runs the containers of ECS tasks: auto, docker, podman or simulated",
                "(default: auto, or $SLIPWAY_CONTAINER_ENGINE)."
            })
    private String containers;

    @Option(
            names = "--faults",
            paramLabel = "DIR",
            hidden = true,
            description = "Folder of fault switches, for rehearsals.")
    private Path faults;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var err = spec.commandLine().getErr();
        forgetTheUser();
        LocalCloud cloud;
        try {
            cloud = LocalCloud.start(
                    new LocalCloudSettings(port, state, python, buildTools, buildImages, containers, faults));
        } catch (StartFailure failure) {
            err.println("slipway-local: " + failure.getMessage());
            return failure.reason().exitCode();
        } catch (IllegalArgumentException wrong) {
            err.println("slipway-local: " + wrong.getMessage());
            return 2;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(cloud::close, "stop"));
        spec.commandLine().getOut().println("ready " + cloud.endpoint());
        spec.commandLine().getOut().flush();
        var failure = cloud.awaitFailure();
        err.println("slipway-local: " + failure.getMessage());
        return StartFailure.Reason.OTHER.exitCode();
    }

    /** AWS is the same for everybody: no profile, locale or time zone of whoever runs the local cloud changes what it answers. */
    private static void forgetTheUser() {
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        System.setProperty(ProfileFileSystemSetting.AWS_CONFIG_FILE.property(), "/dev/null");
        System.setProperty(ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property(), "/dev/null");
    }
}
