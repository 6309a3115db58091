package dev.slipway.local.executions;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far an execution, a stage or an action is, in CodePipeline's words.
 *
 * @param status such as {@code InProgress}; empty for what has not begun
 * @param started when it began
 * @param updated when its status changed last: its end, once it has ended
 */
public record Progress(String status, @Nullable Instant started, @Nullable Instant updated) {
    /** Nothing yet. */
    public static final Progress NONE = new Progress("", null, null);

    private static final Set<String> GOING_ON = Set.of("InProgress", "Stopping");

    /** Whether it is under way. */
    public boolean goesOn() {
        return GOING_ON.contains(status);
    }

    /** Whether it has ended, in whatever way. */
    public boolean ended() {
        return !status.isEmpty() && !goesOn();
    }

    /** How long it took, or has taken until now; zero for what has not begun. */
    public Duration elapsed(Instant now) {
        if (started == null) {
            return Duration.ZERO;
        }
        var end = goesOn() || updated == null ? now : updated;
        var elapsed = Duration.between(started, end);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }
}
