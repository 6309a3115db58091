package dev.slipway.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * What a program answered.
 *
 * @param exitCode its exit code
 * @param output its standard output
 */
public record Answer(int exitCode, String output) {
    /**
     * Runs a program to its end. Its output goes to a file: who reads a pipe to its end before waiting has no bound, as the pipe ends
     * with the last process that holds it.
     *
     * @throws TimeoutException when it has not ended within the limit; it is killed then, with all that it started
     */
    public static Answer of(ProcessBuilder program, Duration limit)
            throws IOException, InterruptedException, TimeoutException {
        var output = Files.createTempFile("slipway-answer", ".out");
        try {
            var process = program.redirectOutput(output.toFile()).start();
            process.getOutputStream().close();
            var ended = ProcessTree.ends(process, limit);
            var text = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended) {
                throw new TimeoutException("did not answer in %d s%s"
                        .formatted(limit.toSeconds(), text.isBlank() ? "" : ", and said until then: " + text.strip()));
            }
            return new Answer(process.exitValue(), text);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
