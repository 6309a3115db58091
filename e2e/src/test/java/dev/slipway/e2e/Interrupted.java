package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** A command that is killed in the middle: launcher, engine, program and plugins at once, as when a machine is lost. */
final class Interrupted {
    private final Path output;
    private final Process process;

    Interrupted(Checkout checkout, String... arguments) throws IOException {
        output = checkout.root().resolve("interrupted.log");
        process = checkout.start(output, arguments);
    }

    /** Kills it as soon as something is so, which may take as long as it takes to come there: the command fails when it hangs. */
    void when(String what, Callable<Boolean> so) throws Exception {
        try {
            while (!so.call()) {
                assertThat(process.isAlive())
                        .as("it ended before %s:\n%s", what, Files.readString(output))
                        .isTrue();
                Thread.sleep(100);
            }
        } finally {
            Command.kill(process);
        }
    }
}
