package dev.slipway.local.rehearsal;

import dev.slipway.local.rehearsal.scene.Story;
import java.time.Duration;
import java.util.List;

/**
 * What came of a rehearsal.
 *
 * @param service name of the service
 * @param name of what was rehearsed
 * @param verdict whether all was as it is declared
 * @param reason why it does not fit, or what broke it off; else empty
 * @param lines of its story
 * @param took how long
 */
record Outcome(String service, String name, Verdict verdict, String reason, List<Story.Line> lines, Duration took) {
    /** Whether all was as it is declared. */
    enum Verdict {
        /** Everything was as it is declared. */
        AS_DECLARED("as declared"),
        /** Something was not. */
        OTHERWISE("NOT as declared"),
        /** Something never came, or could not be asked for. */
        BROKEN_OFF("BROKEN OFF"),
        /** There is nothing to rehearse. */
        DOES_NOT_FIT("does not fit");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    Outcome {
        lines = List.copyOf(lines);
    }

    /** Whether nothing is wrong. */
    boolean fine() {
        return verdict == Verdict.AS_DECLARED || verdict == Verdict.DOES_NOT_FIT;
    }
}
