package dev.slipway.local.terminal;

import dev.slipway.local.process.Answer;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/** The size of the terminal that controls this process. Asked anew now and then, because users change it. */
public final class TerminalSize {
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);
    private static final Size USUAL = new Size(100, 40);

    private final Clock clock;
    private Size known = USUAL;
    private Instant asked = Instant.MIN;

    /** A size that is not known yet. */
    public TerminalSize(Clock clock) {
        this.clock = clock;
    }

    /**
     * A size.
     *
     * @param columns characters in a row
     * @param rows rows
     */
    public record Size(int columns, int rows) {}

    /** The size; 100 columns and 40 rows when no terminal tells one. */
    public Size get() {
        if (asked.equals(Instant.MIN) || clock.instant().isAfter(asked.plus(GOOD_FOR))) {
            asked = clock.instant();
            known = ask();
        }
        return known;
    }

    private static Size ask() {
        try {
            var answer = Answer.of(
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD),
                    Duration.ofSeconds(1));
            return parse(answer.output());
        } catch (IOException | TimeoutException e) {
            return USUAL; // no stty here, or no terminal that answers
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    /** Reads {@code ROWS COLUMNS}. */
    static Size parse(String answer) {
        var words = answer.strip().split(" ", -1);
        if (words.length != 2 || !words[0].matches("[1-9][0-9]{0,4}") || !words[1].matches("[1-9][0-9]{0,4}")) {
            return USUAL;
        }
        return new Size(Integer.parseInt(words[1]), Integer.parseInt(words[0]));
    }
}
