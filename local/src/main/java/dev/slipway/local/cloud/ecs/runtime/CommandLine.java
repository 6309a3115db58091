package dev.slipway.local.cloud.ecs.runtime;

import dev.slipway.local.process.ProcessTree;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the engine's command line program; the seam at which tests replace the engine. */
interface CommandLine {
    /**
     * The outcome of a command.
     *
     * @param exitCode of the process
     * @param output standard output
     * @param error standard error
     */
    record Outcome(int exitCode, String output, String error) {}

    /** Runs a command to its end, with variables added to its environment. */
    Outcome run(List<String> command, Map<String, String> environment, Duration timeout)
            throws ContainerFailure, InterruptedException;

    /** Starts a command whose output, error included, is read while it runs. */
    Process start(List<String> command) throws ContainerFailure;

    /**
     * The real one.
     *
     * @param all what the program gets in place of this process's own variables
     */
    static CommandLine ofThisMachine(Map<String, String> all) {
        return new CommandLine() {
            @Override
            public Outcome run(List<String> command, Map<String, String> environment, Duration timeout)
                    throws ContainerFailure, InterruptedException {
                Path output = null;
                Path error = null;
                try {
                    // Files and not pipes: a container's monitor inherits them, and a pipe would end only with it.
                    output = Files.createTempFile("slipway-engine", ".out");
                    error = Files.createTempFile("slipway-engine", ".err");
                    var builder = new ProcessBuilder(command)
                            .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                            .redirectOutput(output.toFile())
                            .redirectError(error.toFile());
                    builder.environment().clear();
                    builder.environment().putAll(all);
                    builder.environment().putAll(environment);
                    var process = builder.start();
                    if (!ProcessTree.ends(process, timeout)) {
                        throw new ContainerFailure("%s did not end within %s".formatted(verb(command), timeout));
                    }
                    return new Outcome(process.exitValue(), Files.readString(output), Files.readString(error));
                } catch (IOException e) {
                    throw new ContainerFailure("%s cannot run: %s".formatted(verb(command), e.getMessage()), e);
                } finally {
                    delete(output);
                    delete(error);
                }
            }

            @Override
            public Process start(List<String> command) throws ContainerFailure {
                try {
                    var builder = new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(ProcessBuilder.Redirect.from(NOTHING));
                    builder.environment().clear();
                    builder.environment().putAll(all);
                    return builder.start();
                } catch (IOException e) {
                    throw new ContainerFailure("%s cannot run: %s".formatted(verb(command), e.getMessage()), e);
                }
            }
        };
    }

    /** What a child may read from standard input. */
    File NOTHING = new File("/dev/null");

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String verb(List<String> command) {
        return String.join(" ", command.subList(0, Math.min(2, command.size())));
    }
}
