package dev.slipway.local;

import dev.slipway.local.cloud.LocalCloud;
import dev.slipway.local.cloud.StartFailure;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at every byte of the state of a local cloud that does not run. */
@Command(
        name = "check",
        description = "Look whether the state of a local cloud that does not run is what was written.",
        mixinStandardHelpOptions = true,
        footer = {"", "Changes nothing without --leave-out. Exit codes: 0 all is there, 6, 7 and 8 as serve."})
@NullUnmarked // picocli sets the fields
final class CheckCommand implements Callable<Integer> {
    @Option(names = "--state", paramLabel = "DIR", required = true, description = "Folder that keeps the state.")
    private Path state;

    @Option(
            names = "--leave-out",
            description = "Move damaged parts that the cloud can go on without into STATE/left-out.")
    private boolean leaveOut;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var folder = state.toAbsolutePath().normalize();
        var out = spec.commandLine().getOut();
        try {
            if (leaveOut) {
                LocalCloud.leaveOut(folder)
                        .forEach(part ->
                                out.println("left out: " + part + "; the files are in " + folder.resolve("left-out")));
            }
            LocalCloud.check(folder);
        } catch (StartFailure failure) {
            spec.commandLine().getErr().println("slipway-local: " + failure.getMessage());
            return failure.reason().exitCode();
        }
        out.println("everything in " + state + " is what was written");
        return 0;
    }
}
