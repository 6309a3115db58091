package dev.slipway.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * How tests run other programs: with a bound, to the end of all that they started, and with what they have said in the failure. Who
 * reads a pipe to its end before waiting has no bound at all: the pipe ends with the last process that holds it.
 */
public final class Command {
    private static final Duration A_MOMENT = Duration.ofSeconds(20);

    private Command() {}

    /**
     * A program's end.
     *
     * @param exitCode its exit code
     * @param output what it printed, errors among it
     */
    public record Ended(int exitCode, String output) {}

    /** Runs a program, without input, to its end. */
    public static Ended run(Duration limit, ProcessBuilder builder) throws IOException, InterruptedException {
        return run(limit, builder, "");
    }

    /** Runs a program to its end. */
    public static Ended run(Duration limit, ProcessBuilder builder, String input)
            throws IOException, InterruptedException {
        // A file and not a pipe: what the program leaves running would hold a pipe open.
        var output = Files.createTempFile("slipway-command", ".out");
        try {
            var process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (var writer = process.outputWriter()) {
                writer.write(input);
            } catch (IOException e) {
                // It may end without reading; its exit code tells.
                if (!input.isEmpty() && process.isAlive()) {
                    throw e;
                }
            }
            end(process, builder.command(), limit, output);
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Waits for the end of a program whose output goes to a file, and tells its exit code. */
    public static int end(Process process, List<String> command, Duration limit, Path output)
            throws IOException, InterruptedException {
        if (!ends(process, limit)) {
            throw new AssertionError("%s has not ended within %s, and was killed; its output so far:%n%s"
                    .formatted(String.join(" ", command), limit, Files.readString(output)));
        }
        return process.exitValue();
    }

    /** Waits for a program that is about to end, and tells its exit code. */
    public static int end(Process process, Duration limit) throws InterruptedException {
        if (!ends(process, limit)) {
            throw new AssertionError("%s has not ended within %s, and was killed"
                    .formatted(process.info().commandLine().orElse("the process"), limit));
        }
        return process.exitValue();
    }

    /** Whether it ends in time; it is killed when it does not, or when the wait is interrupted. */
    private static boolean ends(Process process, Duration limit) throws InterruptedException {
        var ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                kill(process);
            }
        }
        return ended;
    }

    /** The next line of a running program's output; empty when there is none any more. */
    public static String line(Process process, BufferedReader output, Duration limit) throws InterruptedException {
        var line = CompletableFuture.supplyAsync(() -> {
            try {
                var read = output.readLine();
                return read == null ? "" : read;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            return line.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill(process);
            throw new AssertionError("no line from %s within %s; it was killed"
                    .formatted(process.info().commandLine().orElse("the process"), limit));
        } catch (ExecutionException e) {
            throw new AssertionError("the output of the process cannot be read", e);
        }
    }

    /** Kills a program with all that it started, and waits until it is gone. */
    public static void kill(Process process) throws InterruptedException {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        process.waitFor(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
