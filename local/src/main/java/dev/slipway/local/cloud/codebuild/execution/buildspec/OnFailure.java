package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a phase fails: {@code ABORT}, {@code CONTINUE}, {@code RETRY}, {@code RETRY-count}, {@code RETRY-regex} or
 * {@code RETRY-count-regex}.
 *
 * @param action what to do
 * @param retries how often the phase is run again; 0 unless the action is RETRY
 * @param retryOn the error messages that are worth another try
 */
public record OnFailure(Action action, int retries, Pattern retryOn) {
    private static final int RETRIES = 3;
    private static final int MOST_RETRIES = 100;
    private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);
    private static final Pattern RETRY = Pattern.compile("(?i)RETRY(?:-(\\d+))?(?:-(.+))?", Pattern.DOTALL);

    /** The phase transitions of AWS: a failed BUILD is followed by POST_BUILD, a failed INSTALL or PRE_BUILD by nothing. */
    public static final OnFailure DEFAULT = new OnFailure(Action.DEFAULT, 0, ANY);

    /** What to do after a failure. */
    public enum Action {
        DEFAULT,
        ABORT,
        CONTINUE,
        RETRY
    }

    public OnFailure {
        Objects.requireNonNull(action);
        Objects.requireNonNull(retryOn);
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new IllegalArgumentException("retries: got " + retries + ", expected 0 to " + MOST_RETRIES);
        }
    }

    /**
     * Reads the value of {@code on-failure}.
     *
     * @throws IllegalArgumentException if it is none of the forms above
     */
    public static OnFailure parse(String text) {
        if ("ABORT".equalsIgnoreCase(text)) {
            return new OnFailure(Action.ABORT, 0, ANY);
        }
        if ("CONTINUE".equalsIgnoreCase(text)) {
            return new OnFailure(Action.CONTINUE, 0, ANY);
        }
        Matcher matcher = RETRY.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("got '" + text
                    + "', expected ABORT, CONTINUE, RETRY, RETRY-count, RETRY-regex or RETRY-count-regex");
        }
        return new OnFailure(Action.RETRY, count(matcher.group(1)), regex(matcher.group(2)));
    }

    private static int count(@Nullable String digits) {
        if (digits == null) {
            return RETRIES;
        }
        int count = digits.length() > 3 ? MOST_RETRIES + 1 : Integer.parseInt(digits);
        if (count > MOST_RETRIES) {
            throw new IllegalArgumentException("got " + digits + " retries, expected 0 to " + MOST_RETRIES);
        }
        return count;
    }

    private static Pattern regex(@Nullable String regex) {
        if (regex == null) {
            return ANY;
        }
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + regex + "' is not a regular expression: " + e.getDescription(), e);
        }
    }

    /** Whether a phase that failed with this message after so many retries is to be run once more. */
    public boolean retries(String message, int retriesSoFar) {
        return action == Action.RETRY
                && retriesSoFar < retries
                && retryOn.matcher(message).find();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnFailure that
                && action == that.action
                && retries == that.retries
                && retryOn.pattern().equals(that.retryOn.pattern());
    }

    @Override
    public int hashCode() {
        return Objects.hash(action, retries, retryOn.pattern());
    }
}
