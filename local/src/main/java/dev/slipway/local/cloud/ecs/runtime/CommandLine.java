package dev.slipway.local.cloud.ecs.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

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

    /** The real one. */
    static CommandLine ofThisMachine() {
        return new CommandLine() {
            @Override
            public Outcome run(List<String> command, Map<String, String> environment, Duration timeout)
                    throws ContainerFailure, InterruptedException {
                try {
                    var builder = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(NOTHING));
                    builder.environment().putAll(environment);
                    var process = builder.start();
                    var output = CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()));
                    var error = CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()));
                    try {
                        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                            throw new ContainerFailure("%s did not end within %s".formatted(verb(command), timeout));
                        }
                    } finally {
                        process.destroyForcibly();
                    }
                    return new Outcome(process.exitValue(), output.get(), error.get());
                } catch (IOException e) {
                    throw new ContainerFailure("%s cannot run: %s".formatted(verb(command), e.getMessage()), e);
                } catch (ExecutionException e) {
                    throw new ContainerFailure(
                            "output of %s cannot be read: %s".formatted(verb(command), e.getMessage()), e);
                }
            }

            @Override
            public Process start(List<String> command) throws ContainerFailure {
                try {
                    return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                            .start();
                } catch (IOException e) {
                    throw new ContainerFailure("%s cannot run: %s".formatted(verb(command), e.getMessage()), e);
                }
            }
        };
    }

    /** What a child may read from standard input. */
    java.io.File NOTHING = new java.io.File("/dev/null");

    private static String readAll(java.io.InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String verb(List<String> command) {
        return String.join(" ", command.subList(0, Math.min(2, command.size())));
    }
}
