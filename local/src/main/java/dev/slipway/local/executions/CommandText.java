package dev.slipway.local.executions;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands of buildspecs as one line. CodeBuild gives the whole command as the reason of a failure, and a command may be a script of many
 * lines.
 */
public final class CommandText {
    /** What CodeBuild says of a command that failed; CodePipeline repeats it. */
    static final Pattern FAILED =
            Pattern.compile("Error while executing command: (.*)\\. Reason: (.*)", Pattern.DOTALL | Pattern.MULTILINE);

    /** What opens a script and tells nothing of it. */
    private static final Pattern OPENING = Pattern.compile("[({\\s]*|set [-+].*|#!.*");

    private CommandText() {}

    /**
     * The first line that tells something, with an ellipsis when others follow. A comment at the top is the script's own name for itself.
     */
    public static String oneLine(String command) {
        List<String> lines = command.strip().lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!OPENING.matcher(line).matches()) {
                return i + 1 < lines.size() ? line + " …" : line;
            }
        }
        return lines.isEmpty() ? "" : lines.get(0);
    }

    /** A message with the command in it, if there is one, as one line. */
    public static String shorten(String message) {
        Matcher failed = FAILED.matcher(message);
        return failed.find()
                ? message.substring(0, failed.start(1))
                        + oneLine(Objects.requireNonNull(failed.group(1)))
                        + message.substring(failed.end(1))
                : message;
    }
}
